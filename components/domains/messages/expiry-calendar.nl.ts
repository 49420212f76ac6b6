import type { Messages } from './expiry-calendar.en.ts';

const messages: Messages = {
  title: 'Wanneer ze verlopen',
  sub: 'Kies een maand om de domeinen te zien.',
  none: 'In de komende twaalf maanden verloopt er niets',
  noneText: 'U ziet hier in welke maand elk van uw domeinen verloopt.',
  renews: 'Wordt verlengd',
  ends: 'Wordt niet verlengd',
  month: (name, total, stopped) => {
    if (!total) return `${name}: geen`;
    const domains = `${name}: ${total} ${total === 1 ? 'domein' : 'domeinen'}`;
    return stopped ? `${domains}, waarvan ${stopped} niet verlengd` : domains;
  },
  before: (count) => `${count} in eerdere maanden`,
  later: (count) => `${count} daarna`,
};
export default messages;
