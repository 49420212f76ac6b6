import type { Messages } from './domains.en.ts';

const messages: Messages = {
  title: 'Domeinen',
  editDns: 'DNS-records bewerken',
  states: {
    active: 'Actief',
    pending_create: 'Wordt geregistreerd',
    pending_transfer_in: 'Verhuizing wacht',
    expired: 'Verlopen',
    redemption: 'Nog terug te halen',
    pending_delete: 'Wordt verwijderd',
    released: 'Vrijgegeven',
    transferred: 'Weg verhuisd',
    failed: 'Registratie mislukt',
  },
  expiresIn: (days) =>
    days === 0 ? 'Verloopt vandaag' : days === 1 ? 'Verloopt morgen' : `Verloopt over ${days} dagen`,
  verify: (days) => (days > 0 ? `Bevestigen binnen ${days === 1 ? 'een dag' : `${days} dagen`}` : 'Stilgezet'),
  verifyWhy: 'Het adres van de eigenaar is niet bevestigd',
  renewalStopped: 'Verlenging is gestopt',
  automatic: (price) => `Automatisch, ${price}`,
  automaticPlain: 'Automatisch',
  notAutomatic: 'Niet automatisch',
  notRegistered: 'Niet geregistreerd',
  elsewhere: 'Nameservers elders',
  registryPending: 'Wordt gewijzigd',
  registryFailed: 'Nog niet gewijzigd',
  waits: {
    leaving: 'Gevraagd door een andere aanbieder',
    move_stuck: 'Verhuizing heeft u nodig',
    registrant: 'Houder moet instemmen',
    registrant_refused: 'Houder niet gewijzigd',
    differs: 'Anders bij registry of nameserver',
  },
  dnsPending: 'DNS wordt gepubliceerd',
  dnsFailed: 'DNS nog niet gepubliceerd',
};

export default messages;
