import crypto from 'node:crypto';
import { syncBuiltinESMExports } from 'node:module';

type Scrypt = typeof crypto.scrypt;

/** Counts the password hashes of this process from now on; they are made as ever. */
export function countHashes() {
  const real = crypto.scrypt;
  const seen = { started: 0, running: 0, most: 0 };
  const counting = (...args: Parameters<Scrypt>) => {
    seen.started += 1;
    seen.running += 1;
    seen.most = Math.max(seen.most, seen.running);
    const done = args.pop() as (error: Error | null, key: Buffer) => void;
    const after: typeof done = (error, key) => {
      seen.running -= 1;
      done(error, key);
    };
    Reflect.apply(real, crypto, [...args, after]);
  };
  crypto.scrypt = counting as Scrypt;
  // The libraries import it by name.
  syncBuiltinESMExports();
  return seen;
}
