const messages = {
  title: 'Is this your address?',
  text: (label: string) =>
    `You are registered as the holder of domains at ${label}. Registries want to know that their mail reaches you.`,
  confirm: 'Yes, it reached me',
  doneTitle: 'Thank you',
  doneText: (email: string) => `${email} is confirmed. There is nothing more to do.`,
  goneTitle: 'This link is not good any more',
  goneText:
    'A newer mail may have been sent, or the address was confirmed long ago. Have the mail sent again in the overview of the domain.',
};

export type Messages = typeof messages;
export default messages;
