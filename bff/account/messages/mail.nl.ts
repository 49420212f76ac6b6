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
};

export default messages;
