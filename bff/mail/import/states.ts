export const importStates = ['running', 'cancelled', 'done'] as const;
/** `dropped`: the import was cancelled before its turn. */
export const importRowStates = ['waiting', 'created', 'refused', 'dropped'] as const;
/** Of one import. */
export const mostRows = 1000;
