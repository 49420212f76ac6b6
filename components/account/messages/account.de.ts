import type { Messages } from './account.en.ts';

const messages: Messages = {
  title: 'Konto',
  details: 'Ihre Daten',
  access: 'Zugang',
  open: (name) => `Konto von ${name}`,
  devices: 'Geräte und Sitzungen',
  signOut: 'Abmelden',
  name: 'Name',
  email: 'E-Mail',
  username: 'Benutzername',
  customer: 'Kunde',
  role: 'Rolle',
  roles: { owner: 'Inhaber', tech: 'Technik', billing: 'Buchhaltung', support: 'Support' },
  sessions: 'Wo Sie angemeldet sind',
  device: 'Gerät',
  since: 'Angemeldet',
  used: 'Zuletzt benutzt',
  current: 'Diese Sitzung',
  embed: 'Seite, die Ihren Kundenbereich zeigt',
  actions: 'Aktionen',
  end: 'Abmelden',
  endOf: (device) => `${device} abmelden`,
  ended: (device) => `${device} ist abgemeldet`,
  endOthers: 'Alle anderen abmelden',
  endOthersTitle: 'Alle anderen Sitzungen abmelden?',
  endOthersText: 'Jedes andere Gerät und jede andere Seite muss sich neu anmelden. Diese bleibt angemeldet.',
  keep: 'Angemeldet lassen',
  othersEnded: 'Alle anderen Sitzungen sind abgemeldet',
};

export default messages;
