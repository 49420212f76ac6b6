import type { Messages } from './mail.en.ts';

const messages: Messages = {
  reset: {
    subject: (label) => `Stel een nieuw wachtwoord in bij ${label}`,
    text: (name, label, link) => `Hallo ${name},

Met deze link stelt u een nieuw wachtwoord in voor ${label}. Hij werkt één keer, 30 minuten lang:

${link}

Hebt u er niet om gevraagd? Doe dan niets: uw wachtwoord blijft zoals het is.

${label}
`,
  },
  registrant: {
    subject: (label) => `Bevestig dit: wijziging van de houder van domeinen bij ${label}`,
    text: (name, label, link) => `Hallo ${name},

iemand bij ${label} wil wijzigen op wie een of meer domeinen staan, en gaf uw adres op. Bekijk wat er verandert en zeg of
u akkoord gaat. De link is 14 dagen geldig:

${link}

Er verandert niets tenzij iedereen akkoord gaat die deze mail kreeg. Weet u van niets? Zeg dan nee.

${label}
`,
  },
  auth_code: {
    subject: (label) => `Er is een verhuiscode gemaakt bij ${label}`,
    text: (name, label, domain) => `Hallo ${name},

iemand die bij ${label} was ingelogd heeft een code laten maken waarmee ${domain} naar een andere provider kan verhuizen.

Was u dat? Dan is alles in orde. Weet u van niets? Meld het dan meteen bij ${label} en stel een nieuw wachtwoord in.

${label}
`,
  },
  verify: {
    subject: (label: string) => `Bevestig uw adres voor uw domeinen bij ${label}`,
    text: (name: string, label: string, link: string) => `Hallo ${name},

u staat geregistreerd als houder van een of meer domeinen bij ${label}. Registers willen weten dat dit adres u bereikt. Bevestig het:

${link}

Zonder dat werken de domeinen na 15 dagen niet meer. Zodra u hebt bevestigd, werken ze weer.

${label}
`,
  },
  forward: {
    subject: (label) => `Wilt u deze e-mail? Doorzenden naar u bij ${label}`,
    text: (address, label, link) => `Hallo,

iemand bij ${label} wil alle e-mail voor ${address} naar u laten doorzenden. Dat begint zodra u het goed vindt. De link is
7 dagen geldig en werkt één keer:

${link}

Wilt u dit niet, of weet u er niets van? Doe dan niets: er wordt geen e-mail naar u doorgezonden.

${label}
`,
  },
  push_offer: {
    subject: (label: string) => `Er wordt u een domein aangeboden bij ${label}`,
    text: (name: string, label: string, domain: string) => `Hallo ${name},

${domain} wordt u aangeboden door een andere klant van ${label}.

Meld u aan, kies "Domein hierheen verhuizen", en neem het over of niet. Het aanbod geldt zeven dagen; zonder uw antwoord
verandert er niets.

${label}
`,
  },
  push_accepted: {
    subject: (label: string) => `Uw domein is overgenomen bij ${label}`,
    text: (name: string, label: string, domain: string) => `Hallo ${name},

de klant aan wie u ${domain} aanbood, heeft het overgenomen. Het staat niet meer in uw lijst.

${label}
`,
  },
  push_declined: {
    subject: (label: string) => `Uw domein blijft bij u bij ${label}`,
    text: (name: string, label: string, domain: string) => `Hallo ${name},

de klant aan wie u ${domain} aanbood, heeft het niet overgenomen. Het blijft in uw lijst.

${label}
`,
  },
  transfer_out: {
    subject: (label: string) => `Er is gevraagd een domein van ${label} weg te verhuizen`,
    text: (name: string, label: string, domain: string) => `Hallo ${name},

iemand heeft een andere aanbieder gevraagd ${domain} van ${label} over te nemen.

Was u dat? Dan hoeft u niets te doen: het verhuist vanzelf binnen de dagen van zijn register. Meld u aan bij ${label} om het meteen
te laten gaan, of om het hier te houden. Weet u hier niets van? Houd het dan, en stel een nieuw wachtwoord in.

${label}
`,
  },
  transfer_in: {
    subject: (label: string) => `Een domein is bij ${label} aangekomen`,
    text: (name: string, label: string, domain: string) => `Hallo ${name},

${domain} is naar ${label} verhuisd: voortaan beheert u het daar.

Kijk of de verlenging, het slot en de nameservers zijn zoals u wilt.

${label}
`,
  },
};

export default messages;
