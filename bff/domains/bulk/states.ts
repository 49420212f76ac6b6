export const runStates = ['running', 'cancelled', 'done'] as const;
/** `same`: it was so already. `dropped`: the run was cancelled before its turn. */
export const itemStates = ['waiting', 'changed', 'same', 'refused', 'dropped'] as const;
/** Of one run. */
export const mostDomains = 1000;

/** What changes with it that one would want to know before, of some of the domains. */
export const bulkEffects = [
  'dns_leaves',
  'dns_returns',
  'website_moves',
  'website_stops',
  'mail_moves',
  'mail_stops',
] as const;
export type BulkEffect = (typeof bulkEffects)[number];
