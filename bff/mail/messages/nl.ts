import type { Messages } from './en.ts';

const messages: Messages = {
  no_plan: 'Geen van uw pakketten heeft e-mail.',
  no_domain: 'Nog geen domein leidt zijn e-mail naar een van uw pakketten. Koppel eerst een domein aan een pakket.',
  mailboxes_full: (max) => `Uw pakket heeft plaats voor ${max} mailboxen, en die zijn allemaal in gebruik.`,
  pool_full: 'Alle ruimte van uw pakket is vergeven. Maak eerst een andere mailbox kleiner.',
  creating: 'De mailbox wordt nog gemaakt.',
  deleted: 'De mailbox is verwijderd. Zet hem eerst terug.',
  suspended: 'De mailbox is geblokkeerd. Hef dat eerst op.',
  first_sign_in: 'Open hem eerst via de koppeling in zijn rij.',
  not_deleted: 'De mailbox is niet verwijderd.',
  forwards_full: (max) => `Uw pakket heeft plaats voor ${max} doorzendadressen, en die zijn allemaal in gebruik.`,
  import_running: 'Er loopt al een andere import. Wacht tot die klaar is, of breek hem af.',
  import_over: 'Deze import is al klaar.',
};

export default messages;
