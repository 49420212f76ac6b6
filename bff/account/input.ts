import * as v from 'valibot';

/** Passwords of users: 12 to 128 characters. */
export const password = v.pipe(v.string(), v.minLength(12, 'password_short'), v.maxLength(128, 'password_long'));

/** A user name or an e-mail address. */
const login = v.pipe(v.string(), v.trim(), v.nonEmpty('required'), v.maxLength(254, 'too_long'));
const givenPassword = v.pipe(v.string(), v.nonEmpty('required'), v.maxLength(128, 'password_long'));

export const signInInput = v.strictObject({ login, password: givenPassword });
export type SignInInput = v.InferOutput<typeof signInInput>;

export const resetRequestInput = v.strictObject({
  email: v.pipe(v.string(), v.trim(), v.nonEmpty('required'), v.email('email'), v.maxLength(254, 'too_long')),
});
export type ResetRequestInput = v.InferOutput<typeof resetRequestInput>;

export const resetInput = v.strictObject({
  token: v.pipe(v.string(), v.nonEmpty('required'), v.maxLength(200)),
  password,
});
export type ResetInput = v.InferOutput<typeof resetInput>;

/** Confirms who is at the keyboard for one action on one object. */
export const stepUpInput = v.strictObject({
  action: v.pipe(v.string(), v.maxLength(80)),
  object: v.pipe(v.string(), v.maxLength(80)),
  /** The session of the page that shall do it; without one, the session that confirms. */
  session: v.exactOptional(v.pipe(v.string(), v.maxLength(80))),
  password: givenPassword,
});

export const passwordInput = v.strictObject({ password });

const base64url = (code: string) => v.pipe(v.string(), v.regex(/^[\w-]{43,128}$/, code));

/** What the popup of mode C asks for: who embeds, and the PKCE challenge (RFC 7636, S256). */
export const authorizeInput = v.strictObject({
  client: v.pipe(v.string(), v.maxLength(120)),
  origin: v.pipe(v.string(), v.maxLength(300)),
  code_challenge: base64url('code_challenge'),
  tx: base64url('tx'),
});
export type AuthorizeInput = v.InferOutput<typeof authorizeInput>;
