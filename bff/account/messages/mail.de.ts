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
};

export default messages;
