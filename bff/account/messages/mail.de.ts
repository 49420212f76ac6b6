import type { Messages } from './mail.en.ts';

const messages: Messages = {
  reset: {
    subject: (label) => `Neues Passwort bei ${label} festlegen`,
    text: (name, label, link) => `Guten Tag ${name},

mit diesem Link legen Sie ein neues Passwort für ${label} fest. Er gilt einmal und 30 Minuten lang:

${link}

Sie haben nicht darum gebeten? Dann tun Sie nichts: Ihr Passwort bleibt, wie es ist.

${label}
`,
  },
  registrant: {
    subject: (label) => `Bitte bestätigen: Änderung des Inhabers von Domains bei ${label}`,
    text: (name, label, link) => `Guten Tag ${name},

jemand bei ${label} möchte ändern, auf wen eine oder mehrere Domains eingetragen sind, und gab Ihre Adresse an. Sehen Sie,
was sich ändert, und sagen Sie, ob Sie zustimmen. Der Link gilt 14 Tage:

${link}

Nichts ändert sich, wenn nicht alle zustimmen, die diese Mail bekamen. Sie wissen nichts davon? Dann lehnen Sie ab.

${label}
`,
  },
  auth_code: {
    subject: (label) => `Ein Umzugscode für eine Domain wurde bei ${label} erstellt`,
    text: (name, label, domain) => `Guten Tag ${name},

jemand war bei ${label} angemeldet und hat einen Code erstellen lassen, mit dem ${domain} zu einem anderen Anbieter umziehen kann.

Waren Sie das? Dann ist alles in Ordnung. Sie wissen nichts davon? Dann melden Sie es ${label} sofort und legen Sie ein neues Passwort fest.

${label}
`,
  },
  verify: {
    subject: (label: string) => `Bitte bestätigen Sie Ihre Adresse für Ihre Domains bei ${label}`,
    text: (name: string, label: string, link: string) => `Guten Tag ${name},

Sie sind bei ${label} als Inhaber einer oder mehrerer Domains eingetragen. Registries wollen wissen, dass diese Adresse Sie erreicht. Bitte bestätigen Sie sie:

${link}

Ohne das funktionieren die Domains nach 15 Tagen nicht mehr. Sobald Sie bestätigt haben, funktionieren sie wieder.

${label}
`,
  },
  forward: {
    subject: (label) => `Möchten Sie diese E-Mails? Eine Weiterleitung an Sie bei ${label}`,
    text: (address, label, link) => `Guten Tag,

jemand bei ${label} möchte alle E-Mails für ${address} an Sie weiterleiten lassen. Das beginnt, sobald Sie zustimmen. Der Link
gilt 7 Tage und funktioniert einmal:

${link}

Sie möchten das nicht oder wissen nichts davon? Dann tun Sie nichts: Es wird nichts an Sie weitergeleitet.

${label}
`,
  },
  push_offer: {
    subject: (label: string) => `Ihnen wird bei ${label} eine Domain angeboten`,
    text: (name: string, label: string, domain: string) => `Guten Tag ${name},

${domain} wird Ihnen von einem anderen Kunden von ${label} angeboten.

Melden Sie sich an, wählen Sie „Domain hierher umziehen“, und übernehmen Sie sie oder nicht. Das Angebot gilt sieben Tage; ohne
Ihre Antwort ändert sich nichts.

${label}
`,
  },
  push_accepted: {
    subject: (label: string) => `Ihre Domain wurde bei ${label} übernommen`,
    text: (name: string, label: string, domain: string) => `Guten Tag ${name},

der Kunde, dem Sie ${domain} angeboten haben, hat sie übernommen. Sie steht nicht mehr in Ihrer Liste.

${label}
`,
  },
  push_declined: {
    subject: (label: string) => `Ihre Domain bleibt bei Ihnen bei ${label}`,
    text: (name: string, label: string, domain: string) => `Guten Tag ${name},

der Kunde, dem Sie ${domain} angeboten haben, hat sie nicht übernommen. Sie bleibt in Ihrer Liste.

${label}
`,
  },
  transfer_out: {
    subject: (label: string) => `Ein Umzug einer Domain weg von ${label} wurde verlangt`,
    text: (name: string, label: string, domain: string) => `Guten Tag ${name},

jemand hat einen anderen Anbieter gebeten, ${domain} von ${label} zu übernehmen.

Waren Sie das? Dann ist nichts zu tun: Sie zieht innerhalb der Tage ihrer Registry von selbst um. Melden Sie sich bei ${label} an,
um sie sofort gehen zu lassen oder hier zu behalten. Sie wissen nichts davon? Dann behalten Sie sie, und setzen Sie ein neues Passwort.

${label}
`,
  },
  transfer_in: {
    subject: (label: string) => `Eine Domain ist bei ${label} angekommen`,
    text: (name: string, label: string, domain: string) => `Guten Tag ${name},

${domain} ist zu ${label} umgezogen: Ab jetzt verwalten Sie sie dort.

Sehen Sie nach, ob Verlängerung, Sperre und Nameserver so sind, wie Sie es wollen.

${label}
`,
  },
};

export default messages;
