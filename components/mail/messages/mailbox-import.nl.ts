import type { Messages } from './mailbox-import.en.ts';

const messages: Messages = {
  title: 'Mailboxen importeren',
  file: 'Uw lijst',
  hint: 'Een CSV-bestand waarvan de eerste regel de kolommen noemt: adres, naam, wachtwoord, grootte. Alleen het adres is nodig; waar een wachtwoord ontbreekt, maken wij er een.',
  choose: 'Bestand kiezen',
  template: 'Voorbeeldbestand',
  quota: 'Ruimte waar het bestand niets zegt',
  look: 'Lijst controleren',
  back: 'Terug naar de lijst',
  cancel: 'Annuleren',
  create: (count) => (count === 1 ? '1 mailbox maken' : `${count} mailboxen maken`),
  good: (good, total, many) =>
    many === 1 ? `1 van ${total} kan worden gemaakt.` : `${good} van ${total} kunnen worden gemaakt.`,
  willMake: (count) =>
    count === 1
      ? 'Eén heeft geen wachtwoord. Wij maken er een, en u kunt het bewaren zodra de mailbox onderweg is.'
      : `${count} hebben geen wachtwoord. Wij maken er voor elk een, en u kunt ze bewaren zodra de mailboxen onderweg zijn.`,
  ignored: (titles) => `Deze kolommen worden niet gebruikt: ${titles}.`,
  lines: 'Regels van de lijst',
  line: 'Regel',
  address: 'Adres',
  noAddress: 'geen adres',
  outcome: 'Uitkomst',
  states: {
    good: 'Wordt gemaakt',
    waiting: 'Wacht',
    created: 'Gemaakt',
    refused: 'Overgeslagen',
    dropped: 'Niet gemaakt: eerder gestopt',
  },
  doing: (done, total) => `Mailboxen worden gemaakt: ${done} van ${total}`,
  progress: 'Voortgang van de import',
  ended: (created, left) => {
    const made = created === 1 ? '1 mailbox is gemaakt' : `${created} mailboxen zijn gemaakt`;
    return left ? `${made}, ${left} overgeslagen.` : `${made}.`;
  },
  stopped: (created, left) => `U hebt de import gestopt. ${created} gemaakt, ${left} overgeslagen.`,
  madeSaved: 'De wachtwoorden die wij maakten, zijn bewaard.',
  madeText: (count) =>
    count === 1
      ? 'Voor één hebben wij een wachtwoord gemaakt. Bewaar het nu: niemand kan het nog eens tonen.'
      : `Voor ${count} hebben wij wachtwoorden gemaakt. Bewaar ze nu: niemand kan ze nog eens tonen.`,
  savePasswords: 'Wachtwoorden bewaren',
  closeUnsaved: 'Sluiten zonder ze te bewaren',
  seeWhy: 'Waarom?',
  stop: 'Stoppen',
  close: 'Sluiten',
  leftOut: 'Mailboxen die zijn overgeslagen',
  wrong: {
    empty: () => 'Plak een lijst of kies een bestand.',
    no_address: () => 'De eerste regel moet de kolommen noemen, en een daarvan moet “adres” zijn.',
    open_quote: (_most, line) => `In regel ${line} begint een aanhalingsteken dat nergens eindigt.`,
    too_many_rows: (most) => `Hoogstens ${most} regels tegelijk. Splits de lijst.`,
    too_long: () => 'Dit bestand is te groot voor een lijst van mailboxen.',
  },
  errors: {
    twice: 'Hetzelfde adres staat al in een regel hierboven.',
    address_form: 'Dit is geen e-mailadres.',
    address_too_long: 'Dit adres is te lang.',
    size_form: 'Schrijf een grootte zoals 2 GB of 500 MB.',
    plan_full: 'Uw pakket heeft geen plaats voor nog een mailbox.',
    plan_lacks: 'Uw pakket heeft geen e-mail.',
    role_forbidden: 'Wie de import begon, mag dit niet meer.',
    action_disabled: 'Het maken van mailboxen is intussen uitgezet.',
    internal: 'Het mislukte om een reden die wij moeten zoeken. Vraag het ons.',
  },
};

export default messages;
