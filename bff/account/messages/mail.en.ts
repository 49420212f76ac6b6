const messages = {
  reset: {
    subject: (label: string) => `Set a new password at ${label}`,
    text: (name: string, label: string, link: string) => `Hello ${name},

With this link you set a new password for ${label}. It works once, for 30 minutes:

${link}

You did not ask for it? Then do nothing: your password stays as it is.

${label}
`,
  },
};

export type Messages = typeof messages;
export default messages;
