import * as v from 'valibot';

// Lets a bundler drop the schemas from a panel that only needs a part of them.
/* @__NO_SIDE_EFFECTS__ */
const text = (max: number) => v.pipe(v.string(), v.trim(), v.maxLength(max, 'too_long'));

/** The label's own name servers, or those of somebody else as people write them. */
export const nameServers = v.variant('own', [
  v.strictObject({ own: v.literal(true) }),
  v.strictObject({
    own: v.literal(false),
    nameServers: v.pipe(v.array(text(260)), v.minLength(1, 'too_few'), v.maxLength(13, 'too_many')),
  }),
]);
export type NameServersInput = v.InferOutput<typeof nameServers>;

export const lock = v.strictObject({ locked: v.boolean('choice') });
export const privacy = v.strictObject({ privacy: v.boolean('choice') });

/** Renews what expires on that day: said again after it was renewed, nothing happens twice. */
export const renewal = v.strictObject({
  expiresOn: v.pipe(v.string(), v.isoDate('format')),
  years: v.optional(
    v.pipe(v.number('number'), v.integer('number'), v.minValue(1, 'number_range'), v.maxValue(10, 'number_range')),
    1,
  ),
});

/** Of one child host. */
export const mostAddresses = 13;

/** A child host with its addresses at the registry; the name as people write it, with or without the domain. */
export const host = v.strictObject({
  name: text(260),
  addresses: v.pipe(v.array(text(45)), v.minLength(1, 'required'), v.maxLength(mostAddresses, 'too_many')),
});
export const hostAddresses = v.strictObject({ addresses: host.entries.addresses });
