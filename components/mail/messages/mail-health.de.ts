import type { Messages } from './mail-health.en.ts';

const messages: Messages = {
  title: 'Zustand der Mail',
  asking: 'Die Welt wird nach dieser Domain gefragt',
  at: (time) => `Geprüft ${time}`,
  again: 'Erneut prüfen',
  domain: 'Domain',
  none: 'Keine Domain leitet ihre Mails hierher',
  noneText: 'Verknüpfen Sie eine Domain mit einem Ihrer Pakete, und lassen Sie die Mails mitkommen.',
  elsewhere: 'Die Einträge dieser Domain liegen anderswo. Setzen Sie dort, was hier fehlt.',
  summary: (problems, advice, unknown) =>
    problems
      ? `${problems === 1 ? '1 Problem' : `${problems} Probleme`}${advice ? `, ${advice} zu verbessern` : ''}`
      : unknown
        ? 'Nicht alle haben geantwortet'
        : advice
          ? `Alles funktioniert, ${advice} zu verbessern`
          : 'Alles ist gut',
  checks: {
    mx: 'Wohin Mails gehen',
    spf: 'Wer senden darf (SPF)',
    dkim: 'Signatur (DKIM)',
    dmarc: 'Schutz des Namens (DMARC)',
    mta_sts: 'Verschlüsselung verlangt (MTA-STS)',
    tls_rpt: 'Berichte über Verschlüsselung (TLS-RPT)',
    srv: 'Programme richten sich selbst ein (SRV)',
  },
  states: { ok: 'Gut', advice: 'Geht besser', problem: 'Problem', unknown: 'Nicht bekannt' },
  codes: {
    unknown: () => ['Niemand hat rechtzeitig geantwortet.', 'Prüfen Sie in einer Minute erneut.'],
    mx_ok: ({ host }) => [`Mails kommen zu ${host}.`],
    mx_none: () => ['Die Welt weiß nicht, wohin Mails für diese Domain gehen.', 'Bis dahin kommt nichts an.'],
    mx_elsewhere: ({ hosts }) => [
      `Mails gehen zu ${hosts}.`,
      'Ihre Postfächer hier bekommen nichts. Soll das so sein, lassen Sie es.',
    ],
    mx_mixed: ({ host, hosts }) => [
      `Mails gehen zu ${host}, und manche zu ${hosts}.`,
      'Was dorthin geht, erreicht Ihre Postfächer nicht.',
    ],
    spf_ok: () => ['Empfänger wissen, dass unsere Server für diese Domain senden dürfen.'],
    spf_none: () => [
      'Empfänger wissen nicht, wer für diese Domain senden darf.',
      'Was Sie senden, kann für Spam gehalten werden.',
    ],
    spf_many: ({ count }) => [
      `Es gibt ${count} Regeln; Empfänger beachten keine davon.`,
      'Sie können eine werden, die alle Absender nennt.',
    ],
    spf_syntax: ({ text }) => [
      `Empfänger können die Regel nicht lesen: ${text}`,
      'Berichtigen Sie sie in den Einträgen der Domain.',
    ],
    spf_lacks: ({ terms }) => [
      `Die Regel nennt unsere Server nicht (${terms}).`,
      'Was Sie aus Ihren Postfächern senden, kann abgelehnt werden.',
    ],
    spf_lookups: ({ count }) => [
      `Die Regel stellt ${count} Fragen; Empfänger hören bei 10 auf.`,
      'Nehmen Sie Dienste heraus, die Sie nicht mehr nutzen.',
    ],
    dkim_ok: ({ selector }) => [`Was Sie senden, ist signiert, und der Schlüssel ist öffentlich (${selector}).`],
    dkim_none: ({ selector }) => [
      `Was Sie senden, ist signiert, aber der Schlüssel ist nicht öffentlich (${selector}).`,
      'Empfänger können die Signatur nicht prüfen.',
    ],
    dkim_differs: ({ selector }) => [
      `Unter unserem Namen steht ein anderer Schlüssel (${selector}).`,
      'Empfänger halten die Signatur für gefälscht.',
    ],
    dkim_making: () => ['Der Schlüssel entsteht mit dem ersten Postfach oder der ersten Weiterleitung dieser Domain.'],
    dmarc_ok: () => ['Empfänger lehnen Mails ab, die nur vorgeben, von Ihnen zu sein.'],
    dmarc_watches: () => [
      'Empfänger sehen hin, lassen aber Mails durch, die nur vorgeben, von Ihnen zu sein.',
      'Ist alles signiert und in SPF genannt, was Sie senden, verlangen Sie quarantine oder reject.',
    ],
    dmarc_none: () => ['Empfänger wissen nicht, was sie mit Mails tun sollen, die nur vorgeben, von Ihnen zu sein.'],
    dmarc_many: ({ count }) => [`Es gibt ${count} Regeln; Empfänger beachten keine davon.`, 'Lassen Sie eine stehen.'],
    dmarc_syntax: ({ text }) => [
      `Empfänger können die Regel nicht lesen: ${text}`,
      'Berichtigen Sie sie in den Einträgen der Domain.',
    ],
    mta_sts_ok: () => ['Absender werden gebeten zu verschlüsseln.'],
    mta_sts_none: () => [
      'Absender werden nicht gebeten zu verschlüsseln; die meisten tun es trotzdem.',
      'Es braucht eine Datei auf einem Webserver bei mta-sts unter Ihrer Domain.',
    ],
    mta_sts_broken: () => ['Der Eintrag ist nicht lesbar.', 'Es soll einer sein, mit einer id.'],
    tls_rpt_ok: () => ['Absender melden, wo das Verschlüsseln misslang.'],
    tls_rpt_none: ({ address }) => [
      'Absender melden nicht, wo das Verschlüsseln misslang.',
      `Berichte gingen an ${address}.`,
    ],
    tls_rpt_nobody: ({ address }) => [
      'Absender melden nicht, wo das Verschlüsseln misslang.',
      `Berichte gingen an ${address}, für das niemand Mails annimmt. Erstellen Sie zuerst dieses Postfach oder diese Weiterleitung.`,
    ],
    tls_rpt_syntax: () => ['Der Eintrag ist nicht lesbar.', 'Berichtigen Sie ihn in den Einträgen der Domain.'],
    srv_ok: ({ host }) => [`Mailprogramme finden ${host} von selbst.`],
    srv_none: () => [
      'Mailprogramme fragen nach Servern und Ports.',
      'Stehen die Einträge da, finden sie sie von selbst.',
    ],
    srv_differs: ({ host }) => [`Manche Einträge führen Mailprogramme anderswohin als zu ${host}.`],
  },
  mend: 'Beheben',
  mendThis: (check) => `Beheben: ${check}`,
  mendAll: 'Alles beheben',
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
