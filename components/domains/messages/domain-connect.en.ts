import type { ConnectRefusal } from '../../../bff/domains/connect/answers.ts';

const messages = {
  title: (name: string, service: string) => `Set up ${name} for ${service}?`,
  asks: (provider: string, domain: string) =>
    `${provider} asks to change DNS records of ${domain}. Nothing changes before you agree.`,
  through: (who: string) => `You were led here by way of ${who}.`,
  signed: (provider: string) => `The request is signed by ${provider}.`,
  warnBold: 'Did you begin this yourself?',
  warn: (provider: string) =>
    `Anybody can make a link like this one, and choose where it points your domain. Go on only if you come from ${provider}.`,
  result: 'What changes',
  changes: 'Changes',
  signs: { add: 'Add', change: 'Change', delete: 'Remove' },
  ttl: 'TTL',
  seconds: (seconds: number) => `${seconds} s`,
  same: 'All of it is there already: nothing would change.',
  more: (count: number) => (count === 1 ? 'And 1 more change.' : `And ${count} more changes.`),
  moved: 'Someone else changed these records meanwhile. This is what would change now.',
  off: 'Your provider does not offer this here.',
  apply: 'Apply',
  applying: 'Applying',
  goOn: 'Continue',
  cancel: 'Cancel',
  backTo: (site: string) => `You then go back to ${site}.`,
  leave: (site: string) => `Back to ${site}`,
  doneTitle: (name: string) => `${name} is set up`,
  doneText: 'The records are published. You can undo them in the history of the domain’s DNS.',
  unchangedTitle: 'Nothing was changed',
  close: 'You can close this window.',
  refusedTitle: (service: string) => `${service} cannot be set up this way`,
  refusals: {
    malformed: () => 'The link that led you here is damaged. Begin again on the page that you came from.',
    blocked: (provider) => `${provider} does not allow this way. Begin again there.`,
    signature: (provider) =>
      `The request is not signed by ${provider}, or was changed on its way. Nothing was changed.`,
    unreachable: () => 'We cannot check now who signed the request. Try again in a moment.',
    not_yours: (_, name, customer) => `${customer} has no domain for ${name}. Perhaps you have another account?`,
    host_required: (provider, name) =>
      `This service needs a name below ${name}, such as www.${name}. Begin again at ${provider} with one.`,
    group: (provider) => `${provider} asks for a part of its service that does not exist.`,
    variables: (provider) => `The link that led you here lacks something. Begin again at ${provider}.`,
    outside: (provider) => `${provider} wants to change a name that does not belong to this domain.`,
    records: (provider) => `The records that ${provider} wants cannot stand in your zone.`,
    protected: () => 'It would change records that your provider keeps for himself.',
  } as Record<ConnectRefusal, (provider: string, name: string, customer: string) => string>,
  lacking: (names: string) => `For its developers: ${names}`,
  goneTitle: 'We do not know this service',
  goneText: 'Your provider has not taken it on. Set up the records by hand, in the DNS of your domain.',
  otherAccount: 'Use another account',
};

export type Messages = typeof messages;
export default messages;
