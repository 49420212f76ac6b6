import type { DriftKind } from '../../../bff/domains/drift/rules.ts';

const messages = {
  title: 'Registry and name server',
  sub: (domain: string) => `Whether they have for ${domain} what is set here`,
  compare: 'Compare now',
  comparing: 'Being compared',
  same: 'The same',
  sameText: 'Nothing is different there. It is compared every night.',
  differ: (many: number) => (many === 1 ? 'One difference' : `${many} differences`),
  where: { registry: 'At the registry', name_server: 'At the name server' },
  kinds: {
    expiry: 'Expiry day',
    state: 'State',
    statuses: 'Locks of the registry',
    lock: 'Transfer lock',
    hold: 'Held',
    registrant: 'Holder',
    privacy: 'Privacy',
    name_servers: 'Name servers',
    hosts: 'Child hosts',
    ds: 'DNSSEC key',
    unregistered: 'Registration',
    record: 'Record',
    zone: 'Zone',
  } satisfies Record<DriftKind, string>,
  here: 'Set here',
  none: 'nothing',
  on: 'on',
  off: 'off',
  ttl: (seconds: string) => `TTL ${seconds}`,
  since: (day: string) => `Seen since ${day}`,
  notHere: 'The registry has no registration of this domain with us. Please ask us.',
  heldThere: 'The registry has the domain held: it answers nobody. Please ask us.',
  keep: 'Keep what is here',
  take: 'Take what is there',
  cancel: 'Cancel',
  keepTitle: 'Put it there as it is here?',
  keepText: {
    registry: 'The registry gets this as it stands here. What it has instead is lost.',
    name_server: 'The name server gets this record as it stands here. What it has instead is lost.',
  },
  takeTitle: 'Take over what is there?',
  takeText: {
    registry: 'What stands here is replaced by what the registry has.',
    name_server:
      'What stands here is replaced by what the name server has. The history of the zone shows it, and you can undo it there.',
  },
  kept: 'It is being put right there',
  taken: 'Taken over',
  changed: 'Something was found since you looked. This is how it is now.',
};

export type Messages = typeof messages;
export default messages;
