import type { Messages } from './account.en.ts';

const messages: Messages = {
  title: 'Account',
  details: 'Uw gegevens',
  access: 'Toegang',
  open: (name) => `Account van ${name}`,
  devices: 'Apparaten en sessies',
  signOut: 'Uitloggen',
  name: 'Naam',
  email: 'E-mail',
  username: 'Gebruikersnaam',
  customer: 'Klant',
  role: 'Rol',
  roles: { owner: 'Eigenaar', tech: 'Techniek', billing: 'Boekhouding', support: 'Support' },
  sessions: 'Waar u bent ingelogd',
  device: 'Apparaat',
  since: 'Ingelogd',
  used: 'Laatst gebruikt',
  current: 'Deze sessie',
  embed: 'Pagina die uw klantomgeving toont',
  actions: 'Acties',
  end: 'Uitloggen',
  endOf: (device) => `${device} uitloggen`,
  ended: (device) => `${device} is uitgelogd`,
  endOthers: 'Alle andere uitloggen',
  endOthersTitle: 'Alle andere sessies uitloggen?',
  endOthersText: 'Elk ander apparaat en elke andere pagina moet opnieuw inloggen. Deze blijft ingelogd.',
  keep: 'Laten staan',
  othersEnded: 'Alle andere sessies zijn uitgelogd',
};

export default messages;
