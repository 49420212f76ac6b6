import * as v from 'valibot';

/** bcrypt reads 72 bytes; what is longer is nobody's password. */
export const givenPassword = v.pipe(v.string(), v.nonEmpty('required'), v.maxLength(128, 'too_long'));

export const selfSignIn = v.strictObject({
  address: v.pipe(v.string(), v.trim(), v.nonEmpty('required'), v.maxLength(320, 'too_long')),
  password: givenPassword,
});
export type SelfSignIn = v.InferOutput<typeof selfSignIn>;
