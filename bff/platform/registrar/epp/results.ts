import { RegistrarError } from '../port.ts';
import type { Answer } from './answers.ts';

const longestReason = 300;

/** After these the server ends the session (RFC 5730 §3). */
export const ends = (code: number): boolean => code === 1500 || (code >= 2500 && code < 2600);

/** The system is there and did it, or will (1001). */
export const isDone = (code: number): boolean => code >= 1000 && code < 2000;

/** A text of the server's as it may be shown: without what is secret, in one short line. */
export const said = (text: string, secrets: readonly (string | undefined)[]): string =>
  secrets
    .filter((secret) => secret !== undefined && secret !== '')
    .reduce<string>((left, secret) => left.replaceAll(secret!, '…'), text)
    .replace(/\p{Cc}+/gu, ' ')
    .trim()
    .slice(0, longestReason);

/**
 * What a code means to us. What passes when we, the operator or time change something is `unreachable`: a command in the
 * wrong place (2002), no money left (2104), a wrong login (2200), a server that failed (2400, 25xx).
 */
function meaningOf(code: number, absent: 'missing' | 'refused'): RegistrarError['code'] {
  if (code === 2303 || code === 2201) return absent;
  if (code === 2202) return 'wrong_code';
  if (code === 2101 || code === 2102 || code === 2103 || code === 2307) return 'unsupported';
  if (code === 2002 || code === 2104 || code === 2200 || code >= 2400) return 'unreachable';
  return 'refused';
}

interface Telling {
  /** What must not be told. */
  readonly secrets: readonly (string | undefined)[];
  /** What it means that something is not there. */
  readonly absent?: 'missing' | 'refused';
  /** Until we are signed in nothing can be done: whoever is refused there has no registry. */
  readonly signedIn?: boolean;
}

export const errorOf = (
  { code, message }: Pick<Answer, 'code' | 'message'>,
  where: string,
  { secrets, absent = 'missing', signedIn = true }: Telling,
): RegistrarError =>
  new RegistrarError(meaningOf(code, absent), `EPP at ${where}: ${code} ${said(message, secrets)}`, {
    // From 2400 on it is the server that fails.
    answered: signedIn && code < 2400,
  });
