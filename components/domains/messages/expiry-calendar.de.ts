import type { Messages } from './expiry-calendar.en.ts';

const messages: Messages = {
  title: 'Wann sie ablaufen',
  sub: 'Wählen Sie einen Monat, um seine Domains zu sehen.',
  none: 'In den kommenden zwölf Monaten läuft nichts ab',
  noneText: 'Sie sehen hier, in welchem Monat jede Ihrer Domains abläuft.',
  renews: 'Wird verlängert',
  ends: 'Wird nicht verlängert',
  month: (name, total, stopped) => {
    if (!total) return `${name}: keine`;
    const domains = `${name}: ${total} ${total === 1 ? 'Domain' : 'Domains'}`;
    return stopped ? `${domains}, davon ${stopped} ohne Verlängerung` : domains;
  },
  before: (count) => `${count} in früheren Monaten`,
  later: (count) => `${count} danach`,
};
export default messages;
