import { and, eq } from 'drizzle-orm';
import { hostingLinks } from '../../domains/hosting-link/schema.ts';
import { domains } from '../../domains/schema.ts';
import { subscriptions } from '../../hosting/schema.ts';
import type { MailHosts } from '../../platform/mail/port.ts';
import type { Claims } from '../../store/claims.ts';
import { isFresh } from '../../store/clock.ts';
import type { Control } from '../../store/control.ts';
import type { Labels } from '../../store/labels.ts';
import type { MailSetUp } from '../answers.ts';
import { leadsMail } from '../plans.ts';
import type { Described } from './documents.ts';

/** How long an answer is remembered, in ms. */
const fresh = 5000;
/** Names come from outside: all are forgotten before they fill the memory. */
const most = 5000;

/** The plan's own name of the server: a label's customers need not know whose it is. */
export function setUpAt({ imap, pop3, smtp }: MailHosts, host: string | null | undefined): MailSetUp {
  const named = (endpoint: MailSetUp['imap']) => ({ ...endpoint, host: host ?? endpoint.host });
  return { imap: named(imap), pop3: named(pop3), smtp: named(smtp) };
}

export type FindSetUp = (domain: string) => Promise<Described | undefined>;

interface Parts {
  readonly claims: Claims;
  readonly labels: Labels;
  readonly control: Pick<Control, 'label'>;
  readonly hosts: MailHosts;
  readonly now: () => number;
}

/** How programs reach the mail of a domain, over all labels: the claim says whose it is. Of addresses it knows nothing, so nobody learns which there are. */
export function setUpFinder({ claims, labels, control, hosts, now }: Parts): FindSetUp {
  const memory = new Map<string, { at: number; found: Promise<Described | undefined> }>();

  async function look(domain: string): Promise<Described | undefined> {
    const claim = await claims.owner('mail_domain', domain);
    const entry = claim && (await control.label(claim.labelId));
    if (!claim || !entry) return undefined;
    const [plan] = await labels.use(claim.labelId, ({ db }) =>
      db
        .select({ host: subscriptions.mailHost })
        .from(hostingLinks)
        .innerJoin(domains, eq(domains.id, hostingLinks.domainId))
        .innerJoin(subscriptions, eq(subscriptions.id, hostingLinks.subscriptionId))
        .where(and(eq(domains.id, claim.objectId), eq(domains.name, domain), leadsMail))
        .limit(1),
    );
    return plan?.host
      ? { domain, setUp: setUpAt(hosts, plan.host), label: entry.name, labelId: claim.labelId }
      : undefined;
  }

  return async (domain) => {
    // No name is longer (RFC 1035 §2.3.4).
    if (domain.length > 253) return undefined;
    const known = memory.get(domain);
    if (known && isFresh(known.at, now(), fresh)) return known.found;
    if (memory.size >= most) memory.clear();
    const found = look(domain);
    memory.set(domain, { at: now(), found });
    found.catch(() => memory.delete(domain));
    return found;
  };
}
