const messages = {
  /** By the code of a field that fits no domain like this one. */
  fields: {
    needs_host: 'One of these name servers lies below this domain and is no child host of it.',
    too_few: 'Its ending wants more name servers.',
    too_many: 'Its ending takes fewer name servers.',
  } as Readonly<Record<string, string>>,
  unfit: 'It does not fit the DNS records that the domain has. Open them to see why.',
  refused: 'This is not possible with this domain.',
  running: 'Another bulk change is under way. Wait until it is over, or cancel it.',
  nothingFailed: 'Of this bulk change nothing is left to be tried again.',
  over: 'This bulk change is over.',
};

export type Messages = typeof messages;
export default messages;
