import type { Messages } from './domains.en.ts';

const messages: Messages = {
  title: 'Domains',
  editDns: 'DNS-Einträge bearbeiten',
  states: {
    active: 'Aktiv',
    pending_create: 'Wird registriert',
    pending_transfer_in: 'Umzug wartet',
    expired: 'Abgelaufen',
    redemption: 'Noch wiederherstellbar',
    pending_delete: 'Wird gelöscht',
    released: 'Freigegeben',
    transferred: 'Umgezogen',
    failed: 'Registrierung fehlgeschlagen',
  },
  expiresIn: (days) => (days === 0 ? 'Läuft heute ab' : days === 1 ? 'Läuft morgen ab' : `Läuft in ${days} Tagen ab`),
  verify: (days) =>
    days > 0 ? `Innerhalb ${days === 1 ? 'eines Tages' : `von ${days} Tagen`} bestätigen` : 'Stillgelegt',
  verifyWhy: 'Die Adresse des Inhabers ist nicht bestätigt',
  renewalStopped: 'Verlängerung ist gestoppt',
  automatic: (price) => `Automatisch, ${price}`,
  automaticPlain: 'Automatisch',
  notAutomatic: 'Nicht automatisch',
  notRegistered: 'Nicht registriert',
  elsewhere: 'Nameserver woanders',
  registryPending: 'Wird geändert',
  registryFailed: 'Noch nicht geändert',
  waits: {
    leaving: 'Von einem anderen Anbieter angefordert',
    move_stuck: 'Transfer braucht Sie',
    registrant: 'Inhaber muss zustimmen',
    registrant_refused: 'Inhaber nicht geändert',
    differs: 'Anders bei Registry oder Nameserver',
  },
  dnsPending: 'DNS wird veröffentlicht',
  dnsFailed: 'DNS noch nicht veröffentlicht',
};

export default messages;
