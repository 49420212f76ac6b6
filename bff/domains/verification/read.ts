import type { Session } from '../../auth/session.ts';
import type { Refusal } from '../../policy/actions.ts';
import type { DomainRow } from '../zone.ts';
import type { Verification } from './answers.ts';
import { utcDay } from './write.ts';

const day = 86_400_000;

export function verificationOf({ verifyBy, ownerEmail, held }: DomainRow, now: number): Verification | null {
  if (verifyBy === null) return null;
  const daysLeft = Math.max(0, Math.round((Date.parse(verifyBy) - Date.parse(utcDay(new Date(now)))) / day));
  return { email: ownerEmail, dueOn: verifyBy, daysLeft, held };
}

/** Nothing to send where nothing is awaited: then it is not drawn. */
export const resendRefusal = ({ verifyBy }: DomainRow, _session: Session): Refusal | undefined =>
  verifyBy === null ? { code: 'state_forbids' } : undefined;
