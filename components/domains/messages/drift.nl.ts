import type { Messages } from './drift.en.ts';

const messages: Messages = {
  title: 'Registry en nameserver',
  sub: (domain) => `Of zij voor ${domain} hebben wat hier is ingesteld`,
  compare: 'Nu vergelijken',
  comparing: 'Wordt vergeleken',
  same: 'Gelijk',
  sameText: 'Daar is niets anders. Elke nacht wordt er vergeleken.',
  differ: (many) => (many === 1 ? 'Eén verschil' : `${many} verschillen`),
  where: { registry: 'Bij de registry', name_server: 'Bij de nameserver' },
  kinds: {
    expiry: 'Verloopdatum',
    state: 'Status',
    statuses: 'Sloten van de registry',
    lock: 'Verhuisslot',
    hold: 'Stilgezet',
    registrant: 'Houder',
    privacy: 'Privacy',
    name_servers: 'Nameservers',
    hosts: 'Child hosts',
    ds: 'DNSSEC-sleutel',
    unregistered: 'Registratie',
    record: 'Record',
    zone: 'Zone',
  },
  here: 'Hier ingesteld',
  none: 'niets',
  on: 'aan',
  off: 'uit',
  ttl: (seconds) => `TTL ${seconds}`,
  since: (day) => `Gezien sinds ${day}`,
  notHere: 'De registry kent bij ons geen registratie van dit domein. Neem contact met ons op.',
  heldThere: 'De registry heeft het domein stilgezet: het antwoordt niemand. Neem contact met ons op.',
  keep: 'Houden wat hier staat',
  take: 'Nemen wat daar staat',
  cancel: 'Annuleren',
  keepTitle: 'Daar zetten zoals het hier staat?',
  keepText: {
    registry: 'De registry krijgt dit zoals het hier staat. Wat zij in plaats daarvan heeft gaat verloren.',
    name_server: 'De nameserver krijgt dit record zoals het hier staat. Wat hij in plaats daarvan heeft gaat verloren.',
  },
  takeTitle: 'Overnemen wat daar staat?',
  takeText: {
    registry: 'Wat hier staat wordt vervangen door wat de registry heeft.',
    name_server:
      'Wat hier staat wordt vervangen door wat de nameserver heeft. De geschiedenis van de zone toont het, en daar kunt u het ongedaan maken.',
  },
  kept: 'Het wordt daar hersteld',
  taken: 'Overgenomen',
  changed: 'Er is iets gevonden sinds u keek. Zo is het nu.',
};

export default messages;
