import type { Messages } from './drift.en.ts';

const messages: Messages = {
  title: 'Registry und Nameserver',
  sub: (domain) => `Ob sie für ${domain} haben, was hier eingestellt ist`,
  compare: 'Jetzt vergleichen',
  comparing: 'Wird verglichen',
  same: 'Gleich',
  sameText: 'Dort ist nichts anders. Jede Nacht wird verglichen.',
  differ: (many) => (many === 1 ? 'Ein Unterschied' : `${many} Unterschiede`),
  where: { registry: 'Bei der Registry', name_server: 'Beim Nameserver' },
  kinds: {
    expiry: 'Ablauftag',
    state: 'Status',
    statuses: 'Sperren der Registry',
    lock: 'Transfersperre',
    hold: 'Stillgelegt',
    registrant: 'Inhaber',
    privacy: 'Privatsphäre',
    name_servers: 'Nameserver',
    hosts: 'Child-Hosts',
    ds: 'DNSSEC-Schlüssel',
    unregistered: 'Registrierung',
    record: 'Eintrag',
    zone: 'Zone',
  },
  here: 'Hier eingestellt',
  none: 'nichts',
  on: 'an',
  off: 'aus',
  ttl: (seconds) => `TTL ${seconds}`,
  since: (day) => `Gesehen seit ${day}`,
  notHere: 'Die Registry kennt bei uns keine Registrierung dieser Domain. Bitte fragen Sie uns.',
  heldThere: 'Die Registry hat die Domain stillgelegt: Sie antwortet niemandem. Bitte fragen Sie uns.',
  keep: 'Behalten, was hier steht',
  take: 'Nehmen, was dort steht',
  cancel: 'Abbrechen',
  keepTitle: 'Dort so setzen, wie es hier steht?',
  keepText: {
    registry: 'Die Registry bekommt dies so, wie es hier steht. Was sie stattdessen hat, geht verloren.',
    name_server: 'Der Nameserver bekommt diesen Eintrag so, wie er hier steht. Was er stattdessen hat, geht verloren.',
  },
  takeTitle: 'Übernehmen, was dort steht?',
  takeText: {
    registry: 'Was hier steht, wird durch das ersetzt, was die Registry hat.',
    name_server:
      'Was hier steht, wird durch das ersetzt, was der Nameserver hat. Der Verlauf der Zone zeigt es, und dort lässt es sich rückgängig machen.',
  },
  kept: 'Es wird dort richtiggestellt',
  taken: 'Übernommen',
  changed: 'Seit Sie nachgesehen haben, wurde etwas gefunden. So ist es jetzt.',
};

export default messages;
