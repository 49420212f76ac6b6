const messages = {
  title: 'Sign in',
  to: (label: string) => `to your customer area${label && ` at ${label}`}`,
  login: 'User name or e-mail',
  password: 'Password',
  signIn: 'Sign in',
  forgot: 'Forgot your password?',
  back: 'Back to sign in',
  forgotTitle: 'Forgot your password?',
  forgotText: 'We mail you a link. With it you choose a new one.',
  email: 'E-mail',
  send: 'Mail the link',
  sentTitle: 'Look in your mail',
  sentText: (email: string) => `If ${email} belongs to an account, a link is on its way. It works for 30 minutes.`,
  resetTitle: 'Choose a new password',
  resetText: 'You are signed out everywhere after that.',
  newPassword: 'New password',
  newPasswordHint: 'At least 12 characters. Several words are easy to remember.',
  reset: 'Set password',
  resetDone: 'Your new password works now.',
  linkUsed: 'This link was used already or is too old. Ask for a new one.',
  signedInAs: (name: string, customer: string) => `You are signed in as ${name} for ${customer}.`,
  errors: {
    credentials_wrong: 'User name and password do not match.',
    password_guessable: 'Too easy to guess. Take several words that have nothing to do with each other.',
  } as Record<string, string>,
};

export type Messages = typeof messages;
export default messages;
