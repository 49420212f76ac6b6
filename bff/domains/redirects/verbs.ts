import { eq } from 'drizzle-orm';
import type { Session } from '../../auth/session.ts';
import { action, type Act } from '../../policy/action.ts';
import type { Db } from '../../store/database.ts';
import { newId } from '../../store/ids.ts';
import { write } from '../dns.ts';
import { ownDomain, readRRsets, type DomainRow } from '../zone.ts';
import type { RedirectList, RedirectSaved } from './answers.ts';
import type { RedirectRow } from './find.ts';
import { newRedirect, redirectEdit, redirectRemoval, type RedirectEdit, type RedirectRemoval } from './input.ts';
import { addressesFor, redirectList, redirectRefusal } from './list.ts';
import { judgeRecords, planRedirect, refuseOld, type Place, type Plan } from './plan.ts';
import { changesToLeave } from './rules-records.ts';
import { isMask } from './rules.ts';
import { redirects } from './schema.ts';

/** Confirms that the names below a domain are this label's. */
export const claimJob = 'domains.redirect.claim';

export interface OwnRedirect {
  readonly domain: DomainRow;
  readonly redirect: RedirectRow;
}

export async function ownRedirect(db: Db, session: Session, id: string): Promise<OwnRedirect | undefined> {
  const [redirect] = await db.select().from(redirects).where(eq(redirects.id, id)).limit(1);
  const domain = redirect && (await ownDomain(db, session, redirect.domainId));
  return domain && { domain, redirect };
}

const refusalOf = ({ domain }: OwnRedirect, session: Session) => redirectRefusal(domain, session);
const placeOf = ({ tx, label, session, deps }: Act<unknown>): Place => ({ db: tx, label, session, deps });

/** What is stored beside the host. `frames` are the origins that a mask's target was seen to lead through. */
const rowOf = (input: RedirectEdit, target: string, frames: readonly string[]) => {
  const { kind, keepPath, keepQuery, title, description, canonical, noindex } = input;
  const shown = isMask(kind)
    ? { frames: [...frames], title, description, canonical, noindex }
    : { frames: [], title: '', description: '', canonical: true, noindex: false };
  return { kind, target, keepPath, keepQuery, ...shown };
};

/** Makes a redirect, and leads its host's visitors to it. */
export const createRedirect = (frames: readonly string[] = []) =>
  action({
    name: 'domains.redirect.create',
    input: newRedirect,
    target: ownDomain,
    capability: redirectRefusal,
    run: async (act: Act<DomainRow>, { host: wished, ...input }): Promise<RedirectSaved> => {
      const { tx, now, note, target: domain } = act;
      const plan = await planRedirect(placeOf(act), domain, { host: wished, ...input });
      const { host, target, before } = plan;
      const id = newId('redirect');
      const row = rowOf(input, target, frames);
      await tx.insert(redirects).values({ id, domainId: domain.id, host, before, createdAt: now, ...row });
      note({ redirect: id, host, kind: input.kind, target });
      return { id, list: await settle(act, domain, plan.judged) };
    },
  });

/** Leads to another target, or in another way; also leads visitors here again whom the zone leads elsewhere. */
export const editRedirect = (frames: readonly string[] = []) =>
  action({
    name: 'domains.redirect.edit',
    input: redirectEdit,
    target: ownRedirect,
    capability: refusalOf,
    run: async (act: Act<OwnRedirect>, input): Promise<RedirectSaved> => {
      const { tx, note } = act;
      const { domain, redirect } = act.target;
      const { host, id } = redirect;
      const { target, before, judged } = await planRedirect(placeOf(act), domain, { host, ...input }, id);
      const row = { ...rowOf(input, target, frames), ...(before.length ? { before } : {}) };
      await tx.update(redirects).set(row).where(eq(redirects.id, id));
      note({ redirect: id, host, kind: input.kind, target });
      return { id, list: await settle(act, domain, judged) };
    },
  });

export const deleteRedirect = action({
  name: 'domains.redirect.delete',
  input: redirectRemoval,
  target: ownRedirect,
  capability: refusalOf,
  run: async (act: Act<OwnRedirect>, input): Promise<RedirectList> => {
    const { domain, redirect } = act.target;
    const judged = await planRemoval(placeOf(act), act.target, input);
    await act.tx.delete(redirects).where(eq(redirects.id, redirect.id));
    act.note({ redirect: redirect.id, host: redirect.host, records: input.records });
    return settle(act, domain, judged);
  },
});

/** What becomes of the records when a redirect goes. */
export async function planRemoval(
  place: Place,
  { domain, redirect: { host, before } }: OwnRedirect,
  { records, version }: RedirectRemoval,
): Promise<Plan['judged']> {
  if (!domain.ownNameServers) return undefined;
  const { db, label, deps } = place;
  await refuseOld(place, domain, version);
  const addresses = addressesFor(label, deps);
  const changes = changesToLeave(await readRRsets(db, domain.id), host, addresses, before, records);
  return judgeRecords(place, domain, changes);
}

/** Publishes the records that go with it, and answers with the list as it is then. */
async function settle(act: Act<unknown>, domain: DomainRow, judged: Plan['judged']): Promise<RedirectList> {
  if (judged) await write({ ...act, target: domain }, judged);
  act.enqueue({ kind: claimJob, object: domain.id });
  act.changed({ kind: 'domains.domain', id: domain.id });
  const now = judged ? { ...domain, zoneVersion: domain.zoneVersion + 1 } : domain;
  return redirectList(act.tx, act.label, act.session, act.deps, now);
}
