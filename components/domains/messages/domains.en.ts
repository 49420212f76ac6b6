import type { DomainState } from '../../../bff/domains/input.ts';

const messages = {
  title: 'Domains',
  editDns: 'Edit DNS records',
  states: {
    active: 'Active',
    pending_create: 'Being registered',
    pending_transfer_in: 'Transfer waiting',
    expired: 'Expired',
    redemption: 'Can still be restored',
    pending_delete: 'Being deleted',
    released: 'Released',
    transferred: 'Moved away',
    failed: 'Registration failed',
  } satisfies Record<DomainState, string>,
  expiresIn: (days: number) =>
    days === 0 ? 'Expires today' : days === 1 ? 'Expires tomorrow' : `Expires in ${days} days`,
  verify: (days: number) => (days > 0 ? `Confirm within ${days === 1 ? 'a day' : `${days} days`}` : 'Held'),
  verifyWhy: 'The owner’s address is not confirmed',
  renewalStopped: 'Renewal is stopped',
  automatic: (price: string) => `Automatic, ${price}`,
  automaticPlain: 'Automatic',
  notAutomatic: 'Not automatic',
  notRegistered: 'Not registered',
  elsewhere: 'Name servers elsewhere',
  registryPending: 'Being changed',
  registryFailed: 'Not changed yet',
  waits: {
    leaving: 'Asked for by another provider',
    move_stuck: 'Transfer needs you',
    registrant: 'Registrant must agree',
    registrant_refused: 'Registrant not changed',
    differs: 'Differs at the registry or name server',
  },
  dnsPending: 'Publishing DNS',
  dnsFailed: 'DNS not published yet',
};

export type Messages = Omit<typeof messages, 'states'> & { states: Record<DomainState, string> };
export default messages as Messages;
