import type { BoundLabel } from '../http/env.ts';
import type { Locale } from '../policy/words.ts';

export interface SignedIn {
  readonly sessionId: string;
  readonly token: string;
  readonly userId: string;
  readonly expiresAt: Date;
}

/** What the BFF asks of the library that keeps passwords. Better Auth in Node; a page that needs none brings a refusing one. */
export interface Auth {
  /** Undefined for an unknown user and for a wrong password alike, after the same time. */
  signIn(
    label: BoundLabel,
    input: { login: string; password: string; userAgent: string },
  ): Promise<SignedIn | undefined>;
  /** True when the password is this user's. */
  verifyPassword(label: BoundLabel, userId: string, password: string): Promise<boolean>;
  /** Mails a link when the address is known; never tells whether it is. */
  requestReset(label: BoundLabel, email: string, locale: Locale): Promise<void>;
  /** Whose the token of a link is; undefined when it is unknown, used or too old. */
  ownerOfReset(label: BoundLabel, token: string): Promise<string | undefined>;
  /** Sets the password and ends all sessions; false when the token is unknown, used or too old. */
  reset(label: BoundLabel, token: string, password: string): Promise<boolean>;
  hash(label: BoundLabel, password: string): Promise<string>;
}
