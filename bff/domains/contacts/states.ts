/** How far the registry of a domain is with its registrant. */
export const registrantStates = ['ready', 'pending', 'waiting', 'refused', 'failed'] as const;
export const registrantCodes = [
  'unreachable',
  'registrar_refused',
  'registrar_lacks',
  'declined',
  'unanswered',
  'tld_fields',
  'state_forbids',
] as const;
