import * as v from 'valibot';

const uuid = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';

/** `hcwm_<label>_<secret>`: what stands behind the `#` of a link. */
export const redemption = v.strictObject({
  token: v.pipe(v.string(), v.regex(new RegExp(`^hcwm_${uuid}_[\\w-]{43}$`), 'format')),
});

/** `hcws_<label>_<session>_<signature>`: what the webmail was given with a session, and nobody else has. */
export const sessionEnd = v.strictObject({
  proof: v.pipe(v.string(), v.regex(new RegExp(`^hcws_${uuid}_${uuid}_[\\w-]{43}$`), 'format')),
});
