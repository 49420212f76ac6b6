const messages = {
  title: (domain: string) => `Code to move ${domain}`,
  text: 'Who has this code can move the domain to another provider. Give it to your new provider alone. A new code makes earlier ones void.',
  told: 'You and the owner of the domain get a mail that it was shown.',
  show: 'Show the code',
  cancel: 'Cancel',
  confirm: 'Confirm that it is you',
  confirmText: 'Your password is asked for in a window of your provider’s own site.',
  waiting: 'Waiting for your confirmation in the other window…',
  code: 'Code',
  reveal: 'Show',
  hide: 'Hide',
  copy: 'Copy',
  copied: 'Copied',
  copyRefused: 'Your browser does not allow copying here. The code is selected: copy it by hand.',
  until: (day: string) => `Good until ${day}. It is shown this once: keep it, or have a new one made.`,
  gone: 'The code was shown already. Have a new one made.',
  close: 'Close',
};

export type Messages = typeof messages;
export default messages;
