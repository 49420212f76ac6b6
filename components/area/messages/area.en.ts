const messages = {
  area: 'Customer area',
  tabs: {
    domains: 'Domains',
    hosting: 'Hosting',
    mail: 'Mail',
    billing: 'Invoices',
    support: 'Support',
    account: 'Account',
  },
  nothingTitle: 'Nothing to show',
  nothingText: 'No part of the customer area is open to you here.',
};

export type Messages = typeof messages;
export default messages;
