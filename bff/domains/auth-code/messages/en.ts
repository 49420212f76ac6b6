const messages = {
  unknownToTld: (tld: string) => `The registry of .${tld} moves domains without a code. Ask your new provider how.`,
  locked: 'The domain is locked against transfers. Take the lock off first.',
  stays: (date: string) => `It has moved or changed its holder lately, and stays here until ${date}.`,
};

export type Messages = typeof messages;
export default messages;
