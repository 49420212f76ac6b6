import type { Session } from '../auth/session.ts';
import type { BoundLabel } from '../http/env.ts';
import type { DomainDetail } from './answers.ts';
import { zoneHistory } from './history.ts';
import { summary } from './list.ts';
import type { DomainRow } from './zone.ts';

/** A domain with what its overview shows. */
export async function domainDetail(label: BoundLabel, session: Session, domain: DomainRow): Promise<DomainDetail> {
  const { items } = await zoneHistory(label.db, domain.id, { limit: 5 });
  return {
    ...summary(domain, session),
    registeredOn: domain.registeredOn,
    nameServers: domain.nameServers,
    labelNameServers: label.settings.dns.nameServers,
    locked: domain.locked,
    owner: { name: domain.ownerName, email: domain.ownerEmail },
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
