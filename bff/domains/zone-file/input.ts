import * as v from 'valibot';
import { changeSet } from '../input.ts';

/** Bytes of the request that carries a zone file: the house's limit for files. */
export const fileLimit = 10_000_000;

/** A zone file, the version of the zone it is meant for, and whether what it does not name shall go. */
export const zoneFile = v.strictObject({
  version: changeSet.entries.version,
  text: v.pipe(v.string(), v.nonEmpty('required'), v.maxLength(fileLimit, 'too_long')),
  replace: v.boolean('choice'),
});
export type ZoneFileInput = v.InferOutput<typeof zoneFile>;
