const messages = {
  noSigning: 'Your provider’s name servers do not sign zones.',
  unknownToTld: (tld: string) => `The registry of .${tld} takes no DNSSEC keys.`,
  elsewhere: 'The name servers of this domain are elsewhere: switch DNSSEC on where its zone is.',
  switchOffFirst:
    'DNSSEC is on: with other name servers the domain could not be reached any more. Switch DNSSEC off first, and wait until it says so.',
  sync: {
    unreachable: 'The name server does not answer. We keep trying; the domain works as before.',
    refused: 'The name server did not do it. Our staff can see it; the domain works as before.',
  },
};

export type Messages = typeof messages;
export default messages;
