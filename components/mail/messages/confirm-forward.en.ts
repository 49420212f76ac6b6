const messages = {
  title: 'Do you want this mail?',
  text: (label: string) =>
    `Somebody at ${label} wants to forward mail to your address. Which mail that is stands in the letter you came from.`,
  confirm: 'Yes, forward it to me',
  doneTitle: 'Thank you',
  doneText: (address: string, target: string) => `Mail for ${address} is forwarded to ${target} from now on.`,
  alreadyTitle: 'You have agreed already',
  alreadyText: (address: string, target: string) =>
    `Mail for ${address} is forwarded to ${target}. There is nothing more to do.`,
  goneTitle: 'This link is not good any more',
  goneText:
    'It works once, for seven days, and a newer one takes its place. Ask whoever forwards mail to you for another one.',
};

export type Messages = typeof messages;
export default messages;
