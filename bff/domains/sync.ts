import * as v from 'valibot';

/** How far the world has followed: `pending` = a job is on it, `failed` = it tries again later and says why. */
export const syncState = v.picklist(['ready', 'pending', 'failed']);
export type SyncState = v.InferOutput<typeof syncState>;
