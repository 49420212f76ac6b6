import type { ServerState } from '../../../bff/domains/health/answers.ts';

const messages = {
  title: 'Name servers',
  sub: (domain: string) => `They answer where ${domain} points to`,
  whose: 'Whose name servers',
  ours: (label: string) => `${label}’s own`,
  others: 'Others',
  server: (at: number) => `Name server ${at}`,
  without: (at: number) => `Leave out name server ${at}`,
  another: 'Another one',
  useAgain: (first: string) => `Use ${first} and its set again`,
  awayTitle: 'Your DNS moves away.',
  awayText: (label: string) =>
    `The records at ${label} are kept, but nobody asks for them any more. Website and mail follow what the other name servers say.`,
  backTitle: (label: string) => `${label} answers for your DNS again.`,
  backText:
    'The records in the tab DNS records count again, as they are there now. It can take up to two days until everybody knows.',
  save: 'Save name servers',
  saved: 'Name servers changed',
  unchanged: 'Nothing to save: these are its name servers',
  undone: 'Name servers changed back',
  pending: 'Telling the registry',
  pendingText: 'This takes seconds at most registries, hours at some.',
  failed: 'Not at the registry yet.',
  retry: 'Try again',
  checking: 'Looking whether it answers',
  checked: {
    ok: 'Answers for this domain.',
    unresolved: 'This name has no address yet. You can save it all the same.',
    not_public: 'Its address is in a private network. You can save it all the same.',
    silent: 'It does not answer now. You can save it all the same.',
    lame: 'It answers, but not for this domain yet: its zone must be set up there. You can save it all the same.',
    unknown: 'It could not be looked at now.',
  } satisfies Record<Exclude<ServerState, 'not_a_name'>, string>,
  errors: {
    required: 'Write a name, or leave this one out.',
    host_name: 'Write a host name, such as ns1.example.net.',
    duplicate: 'This one is there already.',
    needs_host: 'This host lies below the domain itself. Make it a child host first, so that it has addresses.',
    too_few: 'The registry wants more name servers than that.',
    too_many: 'The registry takes fewer name servers than that.',
  } as Readonly<Record<string, string>>,
};

export type Messages = typeof messages;
export default messages;
