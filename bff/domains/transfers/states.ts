/**
 * `asking`: the registry shall be asked. `waiting`: it was, and the losing registrar has his days. `approving`, `refusing`,
 * `cancelling`: the registry shall be told. `stuck`: it said no, and the customer can mend that. `cancelled`: whoever asked
 * for it did not want it any more. `refused`: who had it keeps it.
 */
export const transferStates = [
  'asking',
  'waiting',
  'approving',
  'refusing',
  'cancelling',
  'stuck',
  'done',
  'refused',
  'cancelled',
] as const;
export type TransferState = (typeof transferStates)[number];

export const openStates = ['asking', 'waiting', 'approving', 'refusing', 'cancelling', 'stuck'] as const;
export const isOpen = (state: TransferState): boolean => (openStates as readonly string[]).includes(state);

export const transferCodes = [
  'unreachable',
  'wrong_code',
  'not_registered',
  'ours_already',
  'locked',
  'too_young',
  'pending',
  'registry_refused',
  'other_refused',
] as const;
export type TransferCode = (typeof transferCodes)[number];
