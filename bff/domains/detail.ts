import type { Session } from '../auth/session.ts';
import type { BoundLabel } from '../http/env.ts';
import type { Db } from '../store/database.ts';
import type { DomainDetail } from './answers.ts';
import type { Denied } from '../policy/actions.ts';
import { dayOf } from './days.ts';
import { zoneHistory } from './history.ts';
import { summary, waitingOf } from './list-rows.ts';
import { deniedCode } from './auth-code/capability.ts';
import { planNameOf } from './hosting-link/read.ts';
import { deniedOnRegistration } from './registry/capability.ts';
import { eventsOf, registrationOf } from './registry/read.ts';
import { resendRefusal, verificationOf } from './verification/read.ts';
import type { DomainRow } from './zone.ts';

interface Context {
  readonly db: Db;
  readonly label: BoundLabel;
  readonly session: Session;
  /** In ms. */
  readonly now: number;
}

/** So much of what was done lately is shown. */
const recent = 5;

function deniedResend(domain: DomainRow, session: Session): Denied {
  const name = 'domains.verification.resend';
  const refusal = session.denied[name] ? undefined : resendRefusal(domain, session);
  return refusal ? { [name]: refusal } : {};
}

/** A domain with what its overview shows. */
export async function domainDetail({ db, label, session, now }: Context, domain: DomainRow): Promise<DomainDetail> {
  const { items } = await zoneHistory(db, domain.id, { limit: recent });
  const today = dayOf(now, label.settings.locale.timeZone);
  const waiting = await waitingOf(db, domain.id);
  const shown = summary({ ...domain, ...waiting }, session);
  return {
    ...shown,
    denied: {
      ...shown.denied,
      ...deniedOnRegistration(domain, session, label),
      ...deniedCode(domain, session),
      ...deniedResend(domain, session),
    },
    registeredOn: domain.registeredOn,
    nameServers: domain.nameServers,
    labelNameServers: label.settings.dns.nameServers,
    locked: domain.locked,
    owner: { name: domain.ownerName, email: domain.ownerEmail },
    verification: verificationOf(domain, now, label.settings.locale.timeZone),
    differs: waiting.differs === 1,
    hosting: await planNameOf(db, domain.id),
    registration: await registrationOf(db, domain, session, label, today),
    events: await eventsOf(db, domain.id, recent),
    recentChanges: items.map(({ id, at, by, diff }) => ({
      id,
      at,
      by,
      added: diff.filter(({ before }) => !before).length,
      changed: diff.filter(({ before, after }) => before && after).length,
      removed: diff.filter(({ after }) => !after).length,
    })),
  };
}
