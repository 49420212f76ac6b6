import type { Session } from '../auth/session.ts';
import type { ProblemCode } from '../http/problem.ts';
import type { Action, Denied, Refusal } from '../policy/actions.ts';
import { reasonFor } from '../policy/words.ts';
import type { domains } from './schema.ts';

type Row = Pick<typeof domains.$inferSelect, 'state' | 'ownNameServers'>;
const zoneActions = [
  'domains.dns.edit',
  'domains.dns.import',
  'domains.dns.rollback',
  'domains.template.apply',
  'domains.connect.apply',
] as const satisfies Action[];

/** Why the zone of this domain cannot be changed now: it is not ours yet or any more, or its DNS is elsewhere. */
export function zoneRefusal(domain: Row, { locale }: Session): Refusal | undefined {
  const code: ProblemCode | undefined =
    domain.state !== 'active' && domain.state !== 'expired'
      ? 'state_forbids'
      : domain.ownNameServers
        ? undefined
        : 'foreign_name_servers';
  const reason = code && reasonFor(code, locale);
  return code && { code, ...(reason ? { reason } : {}) };
}

/** What the session may not do with this domain, beside what it may not do at all. */
export function deniedOn(domain: Row, session: Session): Denied {
  const refusal = zoneRefusal(domain, session);
  if (!refusal) return {};
  return Object.fromEntries(zoneActions.filter((name) => !session.denied[name]).map((name) => [name, refusal]));
}
