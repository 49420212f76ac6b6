import * as v from 'valibot';

/** What a label decides of Domain Connect. */
export const connectSettings = v.strictObject({
  /** Other services may lead its customers here, and find that out by themselves. */
  on: v.boolean(),
  /** A host of the label, with its port where it has one: what `_domainconnect` says in its zones. Else its first host. */
  host: v.optional(v.pipe(v.string(), v.regex(/^(?=.{1,253}$)[a-z\d]([a-z\d.-]*[a-z\d])?(:\d{1,5})?$/))),
  /** How services know it; else the name of that host. */
  providerId: v.optional(v.pipe(v.string(), v.regex(/^[\w.-]{1,253}$/))),
});
