const messages = {
  signIn: 'Sign in',
  signInTitle: (label: string) => (label ? `Sign in to ${label}` : 'Sign in'),
  signInText: 'Your customer area opens here after that.',
  signInElsewhere: 'Sign in on this website first, then try again.',
  popupBlocked: 'Your browser did not open the window. Allow pop-ups for this page, then try again.',
  expiredTitle: 'You were signed out.',
  expiredText: 'What you typed is still here.',
  continueSession: 'Continue',
};

export type Messages = typeof messages;
export default messages;
