import * as v from 'valibot';

/** To whom a domain is offered: the address that he signs in with. */
export const pushInput = v.strictObject({
  email: v.pipe(v.string(), v.trim(), v.minLength(1, 'required'), v.maxLength(254, 'too_long'), v.email('email')),
});
