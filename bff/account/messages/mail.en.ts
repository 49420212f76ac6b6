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
  registrant: {
    subject: (label: string) => `Please confirm: a change of who has domains at ${label}`,
    text: (name: string, label: string, link: string) => `Hello ${name},

somebody at ${label} wants to change who is registered for one or more domains, and gave your address. See what changes,
and say whether you agree. The link is good for 14 days:

${link}

Nothing changes unless everybody agrees who got this mail. You know nothing of it? Then say no.

${label}
`,
  },
  auth_code: {
    subject: (label: string) => `A code to move a domain was made at ${label}`,
    text: (name: string, label: string, domain: string) => `Hello ${name},

somebody signed in at ${label} and had a code made with which ${domain} can be moved to another provider.

Was it you? Then all is well. You know nothing of it? Then tell ${label} at once, and set a new password.

${label}
`,
  },
  verify: {
    subject: (label: string) => `Please confirm your address for your domains at ${label}`,
    text: (name: string, label: string, link: string) => `Hello ${name},

you are registered as the holder of one or more domains at ${label}. Registries want to know that this address reaches you. Please confirm it:

${link}

Without that the domains stop working after 15 days. They work again as soon as you have confirmed.

${label}
`,
  },
  forward: {
    subject: (label: string) => `Do you want this mail? A forward to you at ${label}`,
    text: (address: string, label: string, link: string) => `Hello,

somebody at ${label} wants all mail for ${address} to be forwarded to you. It begins when you agree. The link is good for
7 days and works once:

${link}

You do not want it, or know nothing of it? Then do nothing: no mail is forwarded to you.

${label}
`,
  },
  push_offer: {
    subject: (label: string) => `A domain is offered to you at ${label}`,
    text: (name: string, label: string, domain: string) => `Hello ${name},

${domain} is offered to you by another customer of ${label}.

Sign in, choose "Move a domain here", and take it or do not. The offer is good for seven days; without your answer nothing
changes.

${label}
`,
  },
  push_accepted: {
    subject: (label: string) => `Your domain was taken over at ${label}`,
    text: (name: string, label: string, domain: string) => `Hello ${name},

the customer to whom you offered ${domain} has taken it over. It is not in your list any more.

${label}
`,
  },
  push_declined: {
    subject: (label: string) => `Your domain stays with you at ${label}`,
    text: (name: string, label: string, domain: string) => `Hello ${name},

the customer to whom you offered ${domain} has not taken it. It stays in your list.

${label}
`,
  },
  transfer_out: {
    subject: (label: string) => `A move of a domain away from ${label} was asked for`,
    text: (name: string, label: string, domain: string) => `Hello ${name},

somebody asked another provider to take over ${domain} from ${label}.

Was it you? Then there is nothing to do: it moves by itself within the days of its registry. Sign in at ${label} to let it go at
once, or to keep it here. You know nothing of it? Then keep it, and set a new password.

${label}
`,
  },
  transfer_in: {
    subject: (label: string) => `A domain has come to ${label}`,
    text: (name: string, label: string, domain: string) => `Hello ${name},

${domain} has moved to ${label}: from now on you manage it there.

Look whether its renewal, its lock and its name servers are as you want them.

${label}
`,
  },
};

export type Messages = typeof messages;
export default messages;
