const messages = {
  title: 'Shall the holder change?',
  text: (label: string) =>
    `Somebody at ${label} wants to change who is registered as the holder. It happens only when everybody who was asked agrees.`,
  domains: 'Domains',
  before: 'Holder now',
  after: 'New holder',
  agree: 'I agree',
  decline: 'I do not agree',
  agreedTitle: 'Thank you',
  agreedText: 'The holder changes now. It takes a few minutes.',
  waitingText: 'You have agreed. The other party was asked too: the holder changes once he agrees.',
  declinedTitle: 'Nothing changes',
  declinedText: 'You have said no. The holder stays who he is.',
  doneTitle: 'This was settled already',
  doneText: 'Everybody has agreed, or the customer has saved something else since.',
  goneTitle: 'This link is not good any more',
  goneText: 'It is good for 14 days. Ask whoever sent it for a new one.',
};

export type Messages = typeof messages;
export default messages;
