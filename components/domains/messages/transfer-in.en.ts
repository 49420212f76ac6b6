import type { Obstacle } from '../../../bff/domains/transfers/answers.ts';

const messages = {
  title: 'Move a domain here',
  sub: 'From another provider, with its web site and mail untouched',
  path: 'Where you are',
  list: 'Domains',
  name: 'Domain',
  nameHint: 'For example: your-company.com',
  look: 'Check the domain',
  canCome: (domain: string) => `${domain} can come here.`,
  cannotCome: (domain: string) => `${domain} cannot come here yet.`,
  obstacles: {
    not_registered: () => 'Nobody has registered it.',
    in_list: () => 'It is managed here already.',
    ours_already: () => 'It is managed at this provider already. Ask us to bring it into your account.',
    no_code: () => 'Domains of this ending do not move by a code. Ask us how.',
    locked: () => 'It is locked against moves. Take the lock off where it is now, then check again.',
    registry_locked: () => 'Its registry has locked it against moves. Ask your present provider why.',
    pending: () => 'Its registry is still working on an earlier change. Check again in some days.',
    too_young: (day: string) => `It was registered or moved lately, and may not move before ${day}.`,
  } satisfies Record<Obstacle, (day: string) => string>,
  code: 'Code of the present provider',
  codeHint: 'Also called auth code, EPP code or transfer key. You get it where the domain is now.',
  nameServers: 'Name servers',
  keep: 'Keep those it has',
  keepHint: 'Nothing changes for visitors and mail. You can switch later.',
  ours: (label: string) => `Use those of ${label}`,
  oursHint: (servers: string) => `We copy the records that we find, then switch to ${servers}.`,
  takes: (days: number) => `The other provider may take up to ${days} days. We show how it goes.`,
  atOnce: 'With the right code it is here within minutes.',
  adds: (years: number) =>
    years === 1 ? 'The move adds a year to the registration.' : `The move adds ${years} years.`,
  addsNothing: (day: string) => (day ? `It runs until ${day}, as before.` : 'It runs as long as before.'),
  staysUp: 'Web site and mail work all the while.',
  start: 'Move the domain here',
  another: 'Move another domain',
  open: 'See the domain',
  errors: {
    auth_code: 'A code has no spaces and no letters with accents.',
    in_list: 'This domain is managed here already.',
    host_not_full: 'Enter the whole name, with its ending.',
    host_not_url: 'Enter the name alone, without https:// and what stands behind it.',
    host_not_address: 'This is an address. Enter the name of the domain.',
    host_underscore: 'A domain has no underscore in its name.',
    name_characters: 'A domain has letters, digits and hyphens only.',
    name_hyphen: 'No part of a name begins or ends with a hyphen.',
  } as Record<string, string>,
};

export type Messages = typeof messages;
export default messages;
