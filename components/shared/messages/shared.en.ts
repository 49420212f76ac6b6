const messages = {
  loading: 'Loading',
  tryAgain: 'Try again',
  again: (time: string) => `Trying again in ${time}`,
  wait: (minutes: number) => `Too many tries. Wait ${minutes} minutes, then try again.`,
  request: (id: string) => `Request ${id}`,
  reload: 'Reload page',
  close: 'Close',
  undo: 'Undo',
  more: (object: string) => `More for ${object}`,
  leaveAsk: 'Leave without saving?',
  leaveStay: 'Keep editing',
  leaveGo: 'Discard',
  failedTitle: {
    connection: 'No connection',
    session: 'You are not signed in',
    origin: 'This website is not set up yet',
    permission: 'Not available',
    validation: 'That did not work',
    rate_limit: 'Too many requests',
    render: 'Something broke',
    server: 'We have trouble',
    client_outdated: 'This page is out of date',
  },
  failed: {
    connection: 'We could not be reached. Your data is safe. Check your connection, then try again.',
    session: 'Sign in again to go on.',
    origin: 'Ask the owner of this website to allow it.',
    permission: 'You cannot open this.',
    validation: 'Check what you entered, then try again.',
    rate_limit: 'Wait a moment, then try again.',
    render: 'Reload the page. Your data is safe.',
    server: 'The fault is ours. Your data is safe. Wait a moment, then try again.',
    client_outdated: 'Reload it to get the current version.',
  },
};

export type Messages = typeof messages;
export default messages;
