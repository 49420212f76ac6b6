const messages = {
  title: (site: string) => `Continue to ${site}?`,
  text: (name: string, customer: string) => `The page will act for ${customer} as ${name}, for at most 8 hours.`,
  go: 'Continue',
  cancel: 'Cancel',
  doneTitle: 'You are signed in',
  doneText: 'You can close this window and go on in the page.',
  lacking: 'This address is not complete. Close the window and sign in from the page again.',
  confirmTitle: 'Is it you?',
  confirmText: 'This needs your password once more.',
  confirmFor: (site: string) => `${site} asks for it. Confirm only if you began it there.`,
  confirmGone: 'The page that asked for it is signed out. Begin again there.',
  password: 'Password',
  confirm: 'Confirm',
  confirmedTitle: 'Confirmed',
  confirmedText: 'Go back and do it now. It holds for 5 minutes.',
  errors: { credentials_wrong: 'This is not your password.' } as Record<string, string>,
};

export type Messages = typeof messages;
export default messages;
