import type { Session } from '../../auth/session.ts';
import type { Refusal } from '../../policy/actions.ts';
import { dayOf } from '../days.ts';
import type { DomainRow } from '../zone.ts';
import type { Verification } from './answers.ts';

const day = 86_400_000;

/** What is awaited of the owner; days are counted in the label's time zone, as panels count them. */
export function verificationOf(
  { verifyBy, ownerEmail, held }: DomainRow,
  now: number,
  timeZone: string,
): Verification | null {
  if (verifyBy === null) return null;
  const daysLeft = Math.max(0, Math.round((Date.parse(verifyBy) - Date.parse(dayOf(now, timeZone))) / day));
  return { email: ownerEmail, dueOn: verifyBy, daysLeft, held };
}

/** Nothing to send where nothing is awaited: then it is not drawn. */
export const resendRefusal = ({ verifyBy }: DomainRow, _session: Session): Refusal | undefined =>
  verifyBy === null ? { code: 'state_forbids' } : undefined;
