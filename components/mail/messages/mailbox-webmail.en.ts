const messages = {
  opening: (address: string) => `${address} is being opened in another window`,
  blocked: 'Your browser kept us from opening a window. This link is good for a minute:',
  open: (address: string) => `Open ${address}`,
};

export type Messages = typeof messages;
export default messages;
