import type { Messages } from './health.en.ts';

const messages: Messages = {
  title: 'Zustand',
  asking: 'Die Server dieser Domain werden gefragt',
  at: (time) => `Geprüft ${time}`,
  again: 'Erneut prüfen',
  summary: (problems, advice) =>
    problems
      ? `${problems === 1 ? '1 Problem' : `${problems} Probleme`}${advice ? `, ${advice} zu verbessern` : ''}`
      : advice
        ? `Alles funktioniert, ${advice} zu verbessern`
        : 'Alles in Ordnung',
  groups: {
    delegation: 'Delegierung',
    mail: 'E-Mail',
    security: 'Sicherheit',
    web: 'Web',
    registration: 'Registrierung',
  },
  checks: {
    delegation: 'Nameserver',
    servers: 'Ihre Antworten',
    glue: 'Child-Hosts',
    mx: 'Mailserver',
    spf: 'SPF',
    dkim: 'DKIM',
    dmarc: 'DMARC',
    dnssec: 'DNSSEC',
    caa: 'CAA',
    address: 'Adresse',
    redirect: 'Weiterleitung',
    website: 'Website',
    certificate: 'Zertifikat',
    expiry: 'Ablauf',
  },
  states: { ok: 'Gut', advice: 'Geht besser', problem: 'Problem', unknown: 'Nicht bekannt' },
  codes: {
    unknown: () => ['Niemand hat rechtzeitig geantwortet.', 'Prüfen Sie es in einer Minute erneut.'],
    delegation_ok: ({ seen }) => [`Die Welt fragt ${seen}.`],
    delegation_differs: ({ wanted, seen }) => [
      `Die Welt fragt ${seen}, nicht ${wanted}.`,
      'Eine Änderung dauert bis zu zwei Tage. Ist es länger her, setzen Sie die Nameserver noch einmal.',
    ],
    delegation_none: () => ['Die Domain ist an keine Nameserver delegiert.', 'Sehen Sie im Reiter Nameserver nach.'],
    servers_ok: ({ count, serial }) => [`Alle ${count} antworten für diese Domain, mit derselben Zone (${serial}).`],
    servers_fail: ({ servers }) => [
      `Diese antworten nicht für diese Domain: ${servers}.`,
      'Wer sie betreibt, muss die Zone dort einrichten; oder wählen Sie andere Nameserver.',
    ],
    servers_serial: ({ serials }) => [
      `Sie haben verschiedene Fassungen der Zone: ${serials}.`,
      'Das vergeht innerhalb von Minuten nach einer Änderung.',
    ],
    glue_none: () => ['Es gibt keine Child-Hosts.'],
    glue_ok: () => ['Registry und Zone sagen von jedem Child-Host dasselbe.'],
    glue_differs: ({ hosts }) => [
      `Die Zone sagt etwas anderes als die Registry über ${hosts}.`,
      'Setzen Sie die Zone auf die Adressen der Registry, oder ändern Sie diese im Reiter Nameserver.',
    ],
    mx_ok: ({ hosts }) => [`E-Mail geht an ${hosts}.`],
    mx_none: () => ['Es sind keine Mailserver genannt.', 'Empfängt diese Domain E-Mail, fügen Sie MX-Einträge hinzu.'],
    mx_null: () => ['Diese Domain empfängt keine E-Mail und sagt das auch.'],
    mx_unresolved: ({ hosts }) => [
      `Diese Mailserver haben keine Adresse: ${hosts}.`,
      'Berichtigen oder entfernen Sie die MX-Einträge.',
    ],
    spf_ok: () => ['Eine Absenderrichtlinie, und Empfänger können ihr folgen.'],
    spf_none: () => [
      'Es gibt keine Absenderrichtlinie.',
      'Mit ihr kann kaum jemand anders in Ihrem Namen E-Mail senden.',
    ],
    spf_many: ({ count }) => [
      `Es gibt ${count} Absenderrichtlinien; Empfänger nehmen dann keine.`,
      'Machen Sie eine daraus.',
    ],
    spf_syntax: ({ text }) => [
      `Empfänger können die Absenderrichtlinie nicht lesen: ${text}`,
      'Berichtigen Sie sie in den DNS-Einträgen.',
    ],
    spf_lookups: ({ count }) => [
      `Die Absenderrichtlinie braucht ${count} Abfragen; Empfänger hören bei 10 auf.`,
      'Lassen Sie Absender weg, die Sie nicht mehr nutzen.',
    ],
    dkim_ok: ({ selectors }) => [`Schlüssel für Signaturen sind da: ${selectors}.`],
    dkim_none: () => [
      'Unter den üblichen Namen wurde kein Schlüssel gefunden.',
      'Ihr Maildienst sagt, welchen Eintrag er will. Schlüssel unter anderen Namen sieht man von hier nicht.',
    ],
    dmarc_ok: () => ['Empfänger wissen, was mit gefälschter E-Mail zu tun ist.'],
    dmarc_watches: () => ['Gefälschte E-Mail wird beobachtet und durchgelassen.'],
    dmarc_none: () => [
      'Es gibt keine DMARC-Richtlinie.',
      'Große Maildienste wollen eine. Beginnen Sie mit einer, die nur beobachtet.',
    ],
    dmarc_many: ({ count }) => [
      `Es gibt ${count} DMARC-Richtlinien; Empfänger nehmen dann keine.`,
      'Behalten Sie eine.',
    ],
    dmarc_syntax: ({ text }) => [
      `Empfänger können die DMARC-Richtlinie nicht lesen: ${text}`,
      'Berichtigen Sie sie in den DNS-Einträgen.',
    ],
    dnssec_on: () => ['Die Zone ist signiert.'],
    dnssec_off: () => ['Die Zone ist nicht signiert.', 'Schalten Sie DNSSEC im Reiter Nameserver ein, wo das geht.'],
    dnssec_pending: () => ['DNSSEC ist unterwegs.'],
    caa_ok: () => ['Zertifikate für Ihre Website können ausgestellt werden.'],
    caa_none: () => ['Jede Stelle darf Zertifikate ausstellen.'],
    caa_forbids: ({ issuer }) => [
      `CAA-Einträge hindern ${issuer} daran, Zertifikate auszustellen.`,
      'Erlauben Sie es, wenn Ihre Website bei uns ist.',
    ],
    address_ok: ({ addresses }) => [`Sie führt zu ${addresses}.`],
    address_none: () => [
      'Sie hat keine Adresse, also gibt es keine Website.',
      'Fügen Sie einen A-Eintrag oder eine Weiterleitung hinzu.',
    ],
    redirect_ok: ({ hosts }) => [`Besucher von ${hosts} kommen dorthin, wo Weiterleitungen bedient werden.`],
    redirect_elsewhere: ({ hosts }) => [
      `Besucher von ${hosts} werden woandershin geführt; die Weiterleitung bewirkt also nichts.`,
      'Die Einträge des Namens zeigen auf eine andere Adresse.',
    ],
    website_ok: () => ['Sie antwortet über eine sichere Verbindung.'],
    website_none: () => ['Es gibt keine Website.'],
    website_insecure: () => [
      'Sie antwortet nur ohne sichere Verbindung.',
      'Ein Zertifikat fehlt, ist abgelaufen oder gilt für einen anderen Namen.',
    ],
    website_down: () => [
      'Sie antwortet nicht oder mit einem Fehler.',
      'Sehen Sie nach dem Server, zu dem die Adresse gehört.',
    ],
    website_private: () => [
      'Ihre Adresse liegt in einem privaten Netz.',
      'Niemand von außen erreicht sie. Berichtigen Sie den A- oder AAAA-Eintrag.',
    ],
    certificate_ok: ({ date }) => [`Es gilt bis zum ${date}.`],
    certificate_soon: ({ date, days }) => [
      `Es läuft am ${date} ab, ${days === '1' ? 'morgen' : days === '0' ? 'heute' : `in ${days} Tagen`}.`,
      'Die meisten werden einen Monat vorher erneuert. Sehen Sie nach dem Server, der es ausstellt.',
    ],
    certificate_expired: () => [
      'Es ist abgelaufen: Browser warnen Ihre Besucher.',
      'Erneuern Sie es auf dem Server der Website.',
    ],
    certificate_name: () => [
      'Es gilt für einen anderen Namen: Browser warnen Ihre Besucher.',
      'Besorgen Sie eines für diese Domain.',
    ],
    certificate_untrusted: () => [
      'Browser vertrauen dem Aussteller nicht.',
      'Besorgen Sie eines von einer öffentlichen Stelle, mit den Zwischenzertifikaten.',
    ],
    expiry_ok: ({ date }) => [`Sie verlängert sich von selbst, nächstes Mal am ${date}.`],
    expiry_stopped: ({ date }) => [
      `Sie endet am ${date} und verlängert sich nicht.`,
      'Schalten Sie die Verlängerung ein, um sie zu behalten.',
    ],
    expiry_soon: ({ date, days }) => [
      `Sie endet am ${date}, ${days === '1' ? 'morgen' : days === '0' ? 'heute' : `in ${days} Tagen`}.`,
      'Verlängern Sie sie, oder schalten Sie die Verlängerung ein.',
    ],
    expiry_past: ({ date }) => [
      `Sie endete am ${date}.`,
      'Verlängern oder stellen Sie sie in der Übersicht wieder her, solange das geht.',
    ],
  },
  mend: 'Beheben',
  mendThis: (check) => `Beheben: ${check}`,
  fixTitle: (domain) => `Einträge von ${domain} ändern?`,
  looking: 'Es wird nachgesehen, was sich ändern würde',
  cancel: 'Abbrechen',
  publish: 'Veröffentlichen',
  publishing: 'Wird veröffentlicht',
  published: 'Veröffentlicht. Es dauert etwas, bis es alle sehen.',
  undone: 'Zurückgeändert',
  moved: 'Jemand hat die Einträge inzwischen geändert. Prüfen Sie zuerst erneut.',
  fixFailed: 'Das ging nicht. Es wurde nichts geändert.',
  changes: 'Änderungen',
  signs: { add: 'Neu', change: 'Anders', delete: 'Weg' },
  ttl: 'TTL',
};

export default messages;
