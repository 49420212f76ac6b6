import * as v from 'valibot';

const name = v.pipe(v.string(), v.trim(), v.minLength(1, 'required'), v.maxLength(253, 'too_long'));
/** As people copy it: registrars use visible ASCII alone, and spaces come with the clipboard. */
const code = v.pipe(
  v.string(),
  v.trim(),
  v.minLength(1, 'required'),
  v.maxLength(255, 'too_long'),
  v.regex(/^[\x21-\x7e]+$/, 'auth_code'),
);

/** A domain that another registrar has. */
export const transferCheck = v.strictObject({ name });

export const transferStart = v.strictObject({
  name,
  code,
  /** `ours`: the label's own name servers; `keep`: those it has. */
  nameServers: v.picklist(['keep', 'ours'], 'choice'),
});
export type TransferStart = v.InferOutput<typeof transferStart>;

/** The code once more, where the one before was wrong. */
export const transferAgain = v.strictObject({ code });
