const messages = {
  title: 'Give to another customer',
  sub: (domain: string) => `${domain} goes over with its records, its redirects and its history`,
  email: 'E-mail address',
  emailHint: 'The one that the other customer signs in with, at this provider',
  what: 'Nothing changes until he takes it. Then you cannot manage the domain any more.',
  offer: 'Offer the domain',
  offered: (email: string) => `Offered to ${email}`,
  until: (day: string) => `Until ${day}`,
  withdraw: 'Take back',
  said: 'The domain is offered',
  withdrawn: 'The offer is taken back',
  proof: 'Confirm that it is you',
  proofText: 'Your password is asked for in a window of your provider’s own site.',
  proofWaiting: 'Waiting for your confirmation in the other window…',
  errors: { email: 'Enter a whole e-mail address.' } as Record<string, string>,
  offersTitle: 'Offered to you',
  from: (customer: string) => `By ${customer}`,
  take: 'Take over',
  takeThis: (domain: string) => `Take over ${domain}`,
  decline: 'Decline',
  declineThis: (domain: string) => `Decline ${domain}`,
  takeTitle: (domain: string) => `Take over ${domain}?`,
  takeText: (day: string) =>
    day
      ? `It comes into your list with its records and redirects, and is yours to renew: it is registered until ${day}.`
      : 'It comes into your list with its records and redirects, and is yours to renew.',
  cancel: 'Cancel',
  taken: 'The domain is yours now',
  declined: 'The offer is declined',
};

export type Messages = typeof messages;
export default messages;
