const messages = {
  title: 'Mail',
  places: { mailboxes: 'Mailboxes', forwards: 'Forwards', health: 'Health' },
};

export type Messages = typeof messages;
export default messages;
