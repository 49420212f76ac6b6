const messages = {
  title: 'When they expire',
  sub: 'Choose a month to see its domains.',
  none: 'Nothing expires in the coming twelve months',
  noneText: 'You see here in which month each of your domains expires.',
  renews: 'Will renew',
  ends: 'Will not renew',
  month: (name: string, total: number, stopped: number) => {
    if (!total) return `${name}: none`;
    const domains = `${name}: ${total} ${total === 1 ? 'domain' : 'domains'}`;
    return stopped ? `${domains}, ${stopped} of them will not renew` : domains;
  },
  before: (count: string) => `${count} in earlier months`,
  later: (count: string) => `${count} later than that`,
};

export type Messages = typeof messages;
export default messages;
