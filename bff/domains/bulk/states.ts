export const runStates = ['running', 'cancelled', 'done'] as const;
/** `same`: it was so already. `dropped`: the run was cancelled before its turn. */
export const itemStates = ['waiting', 'changed', 'same', 'refused', 'dropped'] as const;
/** Of one run. */
export const mostDomains = 1000;
