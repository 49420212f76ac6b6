import { eq } from 'drizzle-orm';
import type { Session } from '../../auth/session.ts';
import type { BoundLabel } from '../../http/env.ts';
import { Problem } from '../../http/problem.ts';
import { jobRows, putJob } from '../../jobs/outbox.ts';
import { action, refused, type Act } from '../../policy/action.ts';
import type { Db } from '../../store/database.ts';
import { conflict, judge, write } from '../dns.ts';
import type { RRset, RRsetChange } from '../records.ts';
import { record } from '../registry/write.ts';
import { parseOwner } from '../rules-names.ts';
import { limitsFor, ownDomain, readRRsets, type DomainRow } from '../zone.ts';
import type { DomainHosting } from './answers.ts';
import { linkInput, unlinkInput, type LinkInput } from './input.ts';
import { hostingOf, hostingRefusal, linkOf, ownPlan, usedBy } from './read.ts';
import { changesToLink, changesToUnlink, touchedAfter, touchedIn, type Wish } from './rules.ts';
import { hostingLinks } from './schema.ts';

/** Makes the plan's server answer for a domain, or forget it. */
export const linkJob = 'domains.hosting.apply';

interface Place {
  readonly db: Db;
  readonly label: BoundLabel;
  readonly session: Session;
}
type Judged = Awaited<ReturnType<typeof judge>>;

const wrong = (name: string, code: string): Problem => new Problem('invalid', { fields: { [name]: code } });

function wishOf({ role, host, mail }: LinkInput, domain: DomainRow): Wish {
  if (role !== 'subdomain') return { role, host: '@', mail };
  const owner = parseOwner(host, domain.name);
  if ('code' in owner) throw wrong('host', owner.code);
  if (owner.name === '@' || owner.name.includes('_'))
    throw wrong('host', owner.name === '@' ? 'required' : 'host_underscore');
  // Mail is the domain's, not that of a name below it.
  return { role, host: owner.name, mail: false };
}

async function judged(
  { db, label, session }: Place,
  domain: DomainRow,
  changes: readonly RRsetChange[],
): Promise<Judged | undefined> {
  return changes.length ? judge(db, label, session, domain, changes as never) : undefined;
}

async function refuseOld({ db, label, session }: Place, domain: DomainRow, version: number): Promise<void> {
  if (domain.ownNameServers && version !== domain.zoneVersion) throw await conflict(db, label, session, domain);
}

interface Planned {
  readonly wish: Wish;
  readonly before: RRset[];
  readonly after: RRset[];
  /** Undefined where nothing of the zone changes, or the zone is not ours. */
  readonly judged: Judged | undefined;
}

/** What linking comes to, or the problem that says why it cannot be. */
export async function planLink(place: Place, domain: DomainRow, input: LinkInput): Promise<Planned> {
  const { db, label, session } = place;
  if (await linkOf(db, domain.id)) throw refused({ code: 'state_forbids' }, session, 'domains.hosting.link');
  const plan = await ownPlan(db, session, input.subscription);
  if (!plan) throw new Problem('not_found');
  const used = await usedBy(db, plan.id);
  if (used.domains >= plan.maxDomains) throw refused({ code: 'plan_full' }, session, 'domains.hosting.link');
  if (input.role === 'primary' && used.primary !== null) throw wrong('role', 'primary_taken');
  const wish = wishOf(input, domain);
  if (!domain.ownNameServers) return { wish, before: [], after: [], judged: undefined };
  await refuseOld(place, domain, input.version);
  const rrsets = await readRRsets(db, domain.id);
  const changes = changesToLink(domain.name, rrsets, plan, wish, limitsFor(label, session).defaultTtl);
  return {
    wish,
    before: touchedIn(rrsets, changes),
    after: touchedAfter(rrsets, changes),
    judged: await judged(place, domain, changes),
  };
}

export async function planUnlink(place: Place, domain: DomainRow, version: number) {
  const { db, session } = place;
  const link = await linkOf(db, domain.id);
  if (!link || link.state === 'leaving') throw refused({ code: 'state_forbids' }, session, 'domains.hosting.unlink');
  if (!domain.ownNameServers) return { kept: [], judged: undefined };
  await refuseOld(place, domain, version);
  const { changes, kept } = changesToUnlink(await readRRsets(db, domain.id), link.before, link.after);
  return { kept, judged: await judged(place, domain, changes) };
}

async function settle(act: Act<DomainRow>, plan: Judged | undefined): Promise<DomainHosting> {
  const { tx, label, session, target } = act;
  if (plan) await write(act, plan);
  act.enqueue({ kind: linkJob, object: target.id });
  act.changed({ kind: 'domains.domain', id: target.id });
  const now = plan ? { ...target, zoneVersion: target.zoneVersion + 1 } : target;
  return hostingOf(tx, label, session, now);
}

/** A domain that is nobody's here any more has no place on a plan. */
export async function endLink(tx: Db, domainId: string, at: Date): Promise<void> {
  const left = await tx
    .update(hostingLinks)
    .set({ state: 'leaving', error: null, retryAt: null })
    .where(eq(hostingLinks.domainId, domainId))
    .returning({ id: hostingLinks.domainId });
  for (const row of left.length ? jobRows([{ kind: linkJob, object: domainId }], at) : []) await putJob(tx, row);
}

/** Leads a domain to a plan. */
export const linkHosting = action({
  name: 'domains.hosting.link',
  input: linkInput,
  target: ownDomain,
  capability: hostingRefusal,
  run: async (act: Act<DomainRow>, input): Promise<DomainHosting> => {
    const { tx, label, session, target, now } = act;
    const { wish, before, after, judged: plan } = await planLink({ db: tx, label, session }, target, input);
    await tx.insert(hostingLinks).values({
      domainId: target.id,
      subscriptionId: input.subscription,
      ...wish,
      before,
      after,
      state: 'joining',
      by: session.user.name,
      linkedAt: now,
    });
    const { name } = (await ownPlan(tx, session, input.subscription))!;
    await record(act, { kind: 'hosting', op: 'linked', plan: name });
    return settle(act, plan);
  },
});

/** Ends it: what stood in the zone before stands there again, unless somebody changed it since. */
export const unlinkHosting = action({
  name: 'domains.hosting.unlink',
  input: unlinkInput,
  target: ownDomain,
  capability: hostingRefusal,
  run: async (act: Act<DomainRow>, { version }): Promise<DomainHosting> => {
    const { tx, label, session, target } = act;
    const { judged: plan } = await planUnlink({ db: tx, label, session }, target, version);
    const link = (await linkOf(tx, target.id))!;
    const { name } = (await ownPlan(tx, session, link.subscriptionId))!;
    await tx
      .update(hostingLinks)
      .set({ state: 'leaving', error: null, retryAt: null })
      .where(eq(hostingLinks.domainId, target.id));
    await record(act, { kind: 'hosting', op: 'unlinked', plan: name });
    return settle(act, plan);
  },
});
