import * as v from 'valibot';

const uuid = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';

/** `hcwm_<label>_<secret>`: what stands behind the `#` of a link. */
export const redemption = v.strictObject({
  token: v.pipe(v.string(), v.regex(new RegExp(`^hcwm_${uuid}_[\\w-]{43}$`), 'format')),
});

/** What the webmail was told of its session when it began. */
export const sessionEnd = v.strictObject({
  session: v.pipe(v.string(), v.regex(new RegExp(`^hcws_${uuid}_${uuid}$`), 'format')),
});
