import type { Messages } from './mail-health.en.ts';

const messages: Messages = {
  title: 'Gezondheid van e-mail',
  asking: 'De wereld wordt naar dit domein gevraagd',
  at: (time) => `Gecontroleerd ${time}`,
  again: 'Opnieuw controleren',
  domain: 'Domein',
  none: 'Geen domein leidt zijn e-mail hierheen',
  noneText: 'Koppel een domein aan een van uw pakketten, en laat de e-mail meekomen.',
  elsewhere: 'De records van dit domein staan elders. Zet daar wat hier ontbreekt.',
  summary: (problems, advice, unknown) =>
    problems
      ? `${problems === 1 ? '1 probleem' : `${problems} problemen`}${advice ? `, ${advice} kan beter` : ''}`
      : unknown
        ? 'Niet iedereen antwoordde'
        : advice
          ? `Alles werkt, ${advice} kan beter`
          : 'Alles is goed',
  checks: {
    mx: 'Waar e-mail heen gaat',
    spf: 'Wie mag versturen (SPF)',
    dkim: 'Handtekening (DKIM)',
    dmarc: 'Bescherming van de naam (DMARC)',
    mta_sts: 'Versleuteling gevraagd (MTA-STS)',
    tls_rpt: 'Berichten over versleuteling (TLS-RPT)',
    srv: 'Programma’s stellen zichzelf in (SRV)',
  },
  states: { ok: 'Goed', advice: 'Kan beter', problem: 'Probleem', unknown: 'Niet bekend' },
  codes: {
    unknown: () => ['Niemand antwoordde op tijd.', 'Controleer over een minuut opnieuw.'],
    mx_ok: ({ host }) => [`E-mail komt bij ${host}.`],
    mx_none: () => ['De wereld weet niet waar e-mail voor dit domein heen gaat.', 'Tot dan komt er niets aan.'],
    mx_elsewhere: ({ hosts }) => [
      `E-mail gaat naar ${hosts}.`,
      'Uw mailboxen hier krijgen niets. Is dat de bedoeling, laat het dan zo.',
    ],
    mx_mixed: ({ host, hosts }) => [
      `E-mail gaat naar ${host}, en een deel naar ${hosts}.`,
      'Wat daarheen gaat, bereikt uw mailboxen niet.',
    ],
    spf_ok: () => ['Ontvangers weten dat onze servers voor dit domein mogen versturen.'],
    spf_none: () => [
      'Ontvangers weten niet wie voor dit domein mag versturen.',
      'Wat u verstuurt, kan voor spam worden gehouden.',
    ],
    spf_many: ({ count }) => [
      `Er zijn ${count} regels; ontvangers gebruiken geen ervan.`,
      'Ze kunnen één worden die alle afzenders noemt.',
    ],
    spf_syntax: ({ text }) => [
      `Ontvangers kunnen de regel niet lezen: ${text}`,
      'Verbeter hem in de records van het domein.',
    ],
    spf_lacks: ({ terms }) => [
      `De regel noemt onze servers niet (${terms}).`,
      'Wat u uit uw mailboxen verstuurt, kan worden geweigerd.',
    ],
    spf_lookups: ({ count }) => [
      `De regel stelt ${count} vragen; ontvangers stoppen bij 10.`,
      'Haal diensten eruit die u niet meer gebruikt.',
    ],
    dkim_ok: ({ selector }) => [`Wat u verstuurt is ondertekend, en de sleutel is openbaar (${selector}).`],
    dkim_none: ({ selector }) => [
      `Wat u verstuurt is ondertekend, maar de sleutel is niet openbaar (${selector}).`,
      'Ontvangers kunnen de handtekening niet controleren.',
    ],
    dkim_differs: ({ selector }) => [
      `Onder onze naam staat een andere sleutel (${selector}).`,
      'Ontvangers houden de handtekening voor vervalst.',
    ],
    dkim_making: () => ['De sleutel wordt gemaakt met de eerste mailbox of het eerste doorzendadres van dit domein.'],
    dmarc_ok: () => ['Ontvangers weigeren e-mail die alleen doet alsof hij van u komt.'],
    dmarc_watches: () => [
      'Ontvangers kijken, maar laten e-mail door die alleen doet alsof hij van u komt.',
      'Is alles wat u verstuurt ondertekend en in SPF genoemd, vraag dan om quarantine of reject.',
    ],
    dmarc_none: () => ['Ontvangers weten niet wat te doen met e-mail die alleen doet alsof hij van u komt.'],
    dmarc_many: ({ count }) => [`Er zijn ${count} regels; ontvangers gebruiken geen ervan.`, 'Laat er één staan.'],
    dmarc_syntax: ({ text }) => [
      `Ontvangers kunnen de regel niet lezen: ${text}`,
      'Verbeter hem in de records van het domein.',
    ],
    mta_sts_ok: () => ['Afzenders wordt gevraagd te versleutelen.'],
    mta_sts_none: () => [
      'Afzenders wordt niet gevraagd te versleutelen; de meeste doen het toch.',
      'Er is een bestand voor nodig op een webserver bij mta-sts onder uw domein.',
    ],
    mta_sts_broken: () => ['Het record is niet te lezen.', 'Er moet er één zijn, met een id.'],
    tls_rpt_ok: () => ['Afzenders melden waar versleutelen mislukte.'],
    tls_rpt_none: ({ address }) => [
      'Afzenders melden niet waar versleutelen mislukte.',
      `Berichten zouden naar ${address} gaan.`,
    ],
    tls_rpt_nobody: ({ address }) => [
      'Afzenders melden niet waar versleutelen mislukte.',
      `Berichten zouden naar ${address} gaan, waarvoor niemand mail aanneemt. Maak eerst die mailbox of dat doorzendadres.`,
    ],
    tls_rpt_syntax: () => ['Het record is niet te lezen.', 'Verbeter het in de records van het domein.'],
    srv_ok: ({ host }) => [`Mailprogramma’s vinden ${host} vanzelf.`],
    srv_none: () => [
      'Mailprogramma’s vragen naar servers en poorten.',
      'Staan de records er, dan vinden ze die vanzelf.',
    ],
    srv_differs: ({ host }) => [`Sommige records leiden mailprogramma’s elders heen dan naar ${host}.`],
  },
  mend: 'Herstellen',
  mendThis: (check) => `Herstellen: ${check}`,
  mendAll: 'Alles herstellen',
  fixTitle: (domain) => `De records van ${domain} wijzigen?`,
  looking: 'Er wordt gekeken wat er zou veranderen',
  cancel: 'Annuleren',
  publish: 'Publiceren',
  publishing: 'Bezig met publiceren',
  published: 'Gepubliceerd. Het duurt even tot iedereen het ziet.',
  undone: 'Teruggedraaid',
  moved: 'Iemand heeft de records intussen gewijzigd. Controleer eerst opnieuw.',
  fixFailed: 'Dat is niet gelukt. Er is niets gewijzigd.',
  changes: 'Wijzigingen',
  signs: { add: 'Nieuw', change: 'Anders', delete: 'Weg' },
  ttl: 'TTL',
};

export default messages;
