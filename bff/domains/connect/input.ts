import * as v from 'valibot';
import { changeSet } from '../input.ts';

const id = v.pipe(v.string(), v.minLength(1, 'required'), v.maxLength(120, 'too_long'));
/** What stood behind the question mark, as it stood there: the signature is over it. */
const query = v.pipe(v.string(), v.maxLength(6000, 'too_long'));

/** What another service asks for. */
export const connectQuery = v.strictObject({ provider: id, service: id, query });
export type ConnectQuery = v.InferOutput<typeof connectQuery>;

/** The same, and the version of the zone that the person saw. */
export const connectInput = v.strictObject({ version: changeSet.entries.version, ...connectQuery.entries });
export type ConnectInput = v.InferOutput<typeof connectInput>;
