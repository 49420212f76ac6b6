import type { Messages } from './health.en.ts';

const messages: Messages = {
  title: 'Gezondheid',
  asking: 'De servers van dit domein worden gevraagd',
  at: (time) => `Gecontroleerd ${time}`,
  again: 'Opnieuw controleren',
  summary: (problems, advice) =>
    problems
      ? `${problems === 1 ? '1 probleem' : `${problems} problemen`}${advice ? `, ${advice} te verbeteren` : ''}`
      : advice
        ? `Alles werkt, ${advice} te verbeteren`
        : 'Alles is in orde',
  groups: { delegation: 'Delegatie', mail: 'Mail', security: 'Veiligheid', web: 'Web', registration: 'Registratie' },
  checks: {
    delegation: 'Nameservers',
    servers: 'Hun antwoorden',
    glue: 'Child hosts',
    mx: 'Mailservers',
    spf: 'SPF',
    dkim: 'DKIM',
    dmarc: 'DMARC',
    dnssec: 'DNSSEC',
    caa: 'CAA',
    address: 'Adres',
    redirect: 'Doorverwijzing',
    website: 'Website',
    certificate: 'Certificaat',
    expiry: 'Verloop',
  },
  states: { ok: 'Goed', advice: 'Kan beter', problem: 'Probleem', unknown: 'Niet bekend' },
  codes: {
    unknown: () => ['Niemand antwoordde op tijd.', 'Controleer het over een minuut opnieuw.'],
    delegation_ok: ({ seen }) => [`De wereld vraagt ${seen}.`],
    delegation_differs: ({ wanted, seen }) => [
      `De wereld vraagt ${seen}, niet ${wanted}.`,
      'Een wijziging duurt tot twee dagen. Is het langer geleden, stel de nameservers dan nog eens in.',
    ],
    delegation_none: () => ['Het domein is aan geen nameservers gedelegeerd.', 'Kijk op het tabblad Nameservers.'],
    servers_ok: ({ count, serial }) => [`Alle ${count} antwoorden voor dit domein, met dezelfde zone (${serial}).`],
    servers_fail: ({ servers }) => [
      `Deze antwoorden niet voor dit domein: ${servers}.`,
      'Wie ze beheert moet de zone daar instellen; of kies andere nameservers.',
    ],
    servers_serial: ({ serials }) => [
      `Ze hebben verschillende versies van de zone: ${serials}.`,
      'Dat gaat binnen minuten na een wijziging voorbij.',
    ],
    glue_none: () => ['Er zijn geen child hosts.'],
    glue_ok: () => ['Register en zone zeggen hetzelfde over elke child host.'],
    glue_differs: ({ hosts }) => [
      `De zone zegt iets anders dan het register over ${hosts}.`,
      'Zet de zone op de adressen van het register, of wijzig die op het tabblad Nameservers.',
    ],
    mx_ok: ({ hosts }) => [`Mail gaat naar ${hosts}.`],
    mx_none: () => ['Er zijn geen mailservers genoemd.', 'Ontvangt dit domein mail, voeg dan MX-records toe.'],
    mx_null: () => ['Dit domein ontvangt geen mail, en zegt dat ook.'],
    mx_unresolved: ({ hosts }) => [
      `Deze mailservers hebben geen adres: ${hosts}.`,
      'Verbeter of verwijder de MX-records.',
    ],
    spf_ok: () => ['Eén afzenderbeleid, en ontvangers kunnen het volgen.'],
    spf_none: () => ['Er is geen afzenderbeleid.', 'Daarmee kunnen anderen nauwelijks in uw naam mailen.'],
    spf_many: ({ count }) => [`Er zijn ${count} afzenderbeleiden; ontvangers nemen er dan geen.`, 'Maak er één van.'],
    spf_syntax: ({ text }) => [
      `Ontvangers kunnen het afzenderbeleid niet lezen: ${text}`,
      'Verbeter het bij de DNS-records.',
    ],
    spf_lookups: ({ count }) => [
      `Het afzenderbeleid vraagt ${count} opzoekingen; ontvangers stoppen bij 10.`,
      'Laat afzenders weg die u niet meer gebruikt.',
    ],
    dkim_ok: ({ selectors }) => [`Er zijn sleutels voor handtekeningen: ${selectors}.`],
    dkim_none: () => [
      'Onder de gangbare namen is geen sleutel gevonden.',
      'Uw maildienst zegt welk record hij wil. Sleutels onder andere namen ziet men hier niet.',
    ],
    dmarc_ok: () => ['Ontvangers weten wat ze met vervalste mail moeten doen.'],
    dmarc_watches: () => ['Vervalste mail wordt gevolgd en doorgelaten.'],
    dmarc_none: () => ['Er is geen DMARC-beleid.', 'Grote maildiensten willen dat. Begin met een dat alleen volgt.'],
    dmarc_many: ({ count }) => [`Er zijn ${count} DMARC-beleiden; ontvangers nemen er dan geen.`, 'Houd er één.'],
    dmarc_syntax: ({ text }) => [
      `Ontvangers kunnen het DMARC-beleid niet lezen: ${text}`,
      'Verbeter het bij de DNS-records.',
    ],
    dnssec_on: () => ['De zone is ondertekend.'],
    dnssec_off: () => ['De zone is niet ondertekend.', 'Zet DNSSEC aan op het tabblad Nameservers, waar dat kan.'],
    dnssec_pending: () => ['DNSSEC is onderweg.'],
    caa_ok: () => ['Certificaten voor uw website kunnen gemaakt worden.'],
    caa_none: () => ['Elke autoriteit mag certificaten maken.'],
    caa_forbids: ({ issuer }) => [
      `CAA-records houden ${issuer} van certificaten af.`,
      'Sta het toe als uw site bij ons is.',
    ],
    address_ok: ({ addresses }) => [`Het leidt naar ${addresses}.`],
    address_none: () => [
      'Het heeft geen adres, dus er is geen website.',
      'Voeg een A-record of een doorverwijzing toe.',
    ],
    redirect_ok: ({ hosts }) => [`Bezoekers van ${hosts} komen waar doorverwijzingen worden bediend.`],
    redirect_elsewhere: ({ hosts }) => [
      `Bezoekers van ${hosts} worden ergens anders heen geleid; de doorverwijzing doet dus niets.`,
      'De records van de naam wijzen naar een ander adres.',
    ],
    website_ok: () => ['Hij antwoordt over een beveiligde verbinding.'],
    website_none: () => ['Er is geen website.'],
    website_insecure: () => [
      'Hij antwoordt alleen zonder beveiligde verbinding.',
      'Er ontbreekt een certificaat, het is verlopen of voor een andere naam.',
    ],
    website_down: () => ['Hij antwoordt niet, of met een fout.', 'Kijk naar de server waar het adres van is.'],
    website_private: () => [
      'Het adres ligt in een privénetwerk.',
      'Niemand van buiten komt er. Verbeter het A- of AAAA-record.',
    ],
    certificate_ok: ({ date }) => [`Het is geldig tot ${date}.`],
    certificate_soon: ({ date, days }) => [
      `Het verloopt op ${date}, ${days === '1' ? 'morgen' : days === '0' ? 'vandaag' : `over ${days} dagen`}.`,
      'De meeste worden een maand eerder vernieuwd. Kijk naar de server die het maakt.',
    ],
    certificate_expired: () => [
      'Het is verlopen: browsers waarschuwen je bezoekers.',
      'Vernieuw het op de server van de website.',
    ],
    certificate_name: () => [
      'Het is voor een andere naam: browsers waarschuwen je bezoekers.',
      'Neem er een voor dit domein.',
    ],
    certificate_untrusted: () => [
      'Browsers vertrouwen de uitgever niet.',
      'Neem er een van een openbare uitgever, met de tussencertificaten.',
    ],
    expiry_ok: ({ date }) => [`Het verlengt zichzelf, de volgende keer op ${date}.`],
    expiry_stopped: ({ date }) => [`Het eindigt op ${date} en verlengt niet.`, 'Zet verlengen aan om het te houden.'],
    expiry_soon: ({ date, days }) => [
      `Het eindigt op ${date}, ${days === '1' ? 'morgen' : days === '0' ? 'vandaag' : `over ${days} dagen`}.`,
      'Verleng het, of zet verlengen aan.',
    ],
    expiry_past: ({ date }) => [
      `Het is geëindigd op ${date}.`,
      'Verleng of herstel het in het overzicht, zolang dat kan.',
    ],
  },
  mend: 'Herstellen',
  mendThis: (check) => `Herstellen: ${check}`,
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
