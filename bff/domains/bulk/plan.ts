import { and, eq, inArray, sql } from 'drizzle-orm';
import { Problem } from '../../http/problem.ts';
import { refused } from '../../policy/action.ts';
import type { Through } from '../../policy/enact.ts';
import type { Db } from '../../store/database.ts';
import { sha256 } from '../../store/hash.ts';
import { prepared } from '../../store/prepared.ts';
import { dayOf } from '../days.ts';
import { findDomains } from '../list.ts';
import { domains } from '../schema.ts';
import type { DomainRow } from '../zone.ts';
import type { BulkPreview } from './answers.ts';
import type { BulkWish, Which } from './input.ts';
import { kindOf, type Judge } from './kinds.ts';
import { bulkEffects, mostDomains, type BulkEffect } from './states.ts';
import { refusalOf } from './words.ts';

type Context = Pick<Through, 'session' | 'label' | 'now'>;

/** So many are read and judged at once. */
const together = 100;
/** So many domains are named beside a reason. */
const named = 5;

const ownAmong = prepared((db) =>
  db
    .select()
    .from(domains)
    .where(
      and(
        eq(domains.customerId, sql.placeholder('customer')),
        inArray(domains.id, sql`(select value from json_each(${sql.placeholder('ids')}))`),
      ),
    )
    .prepare(),
);

/** The ids that are meant, each once; one that is not his answers as one that is not there. */
async function idsOf(db: Db, { session, label, now }: Context, { domains: ids, filter }: Which): Promise<string[]> {
  if (ids) return [...new Set(ids)];
  const today = dayOf(now.getTime(), label.settings.locale.timeZone);
  const found = await findDomains(db, session, filter!, { today, most: mostDomains + 1 });
  if (found.length > mostDomains) throw new Problem('invalid', { fields: { 'which.filter': 'too_many' } });
  if (!found.length) throw new Problem('invalid', { fields: { 'which.filter': 'required' } });
  return found;
}

/** What a wish would do to one domain. */
export interface Outcome {
  readonly id: string;
  readonly name: string;
  readonly state: 'changed' | 'same' | 'refused';
  readonly effects?: readonly BulkEffect[];
  readonly code?: string;
  readonly reason?: string;
}

/** The wish as it may be asked for at all; throws what holds for every domain. */
export function refuseWish(wish: BulkWish, context: Pick<Context, 'session' | 'label'>): void {
  const refusal = context.session.denied[wish.action];
  if (refusal) throw refused(refusal, context.session, wish.action);
  const fields = kindOf(wish).faults?.(wish.input, context) ?? {};
  if (Object.keys(fields).length) throw new Problem('invalid', { fields });
}

/** Judges all domains as the gate and the verb will, with few reads; nothing is written. */
export async function plan(db: Db, context: Context, which: Which, wish: BulkWish): Promise<Outcome[]> {
  refuseWish(wish, context);
  const ids = await idsOf(db, context, which);
  const outcomes: Outcome[] = [];
  for (let from = 0; from < ids.length; from += together) {
    const some = ids.slice(from, from + together);
    const values = { customer: context.session.customer.id, ids: JSON.stringify(some) };
    const rows = new Map((await ownAmong(db).all(values)).map((row) => [row.id, row]));
    if (rows.size < some.length) throw new Problem('not_found');
    const judge = await kindOf(wish).judge?.(db, some, wish.input, context);
    for (const id of some) outcomes.push(await outcomeOf(rows.get(id)!, context, wish, judge));
  }
  return outcomes;
}

/** What a wish does to one domain, before as when its turn comes. */
export async function outcomeOf(
  domain: DomainRow,
  context: Pick<Context, 'session' | 'label'>,
  wish: BulkWish,
  judge: Judge | undefined,
): Promise<Outcome> {
  const about = { id: domain.id, name: domain.unicodeName };
  const kind = kindOf(wish);
  if (kind.already?.(domain, wish.input)) return { ...about, state: 'same' };
  try {
    kind.allows(domain, context);
    const judged = await judge?.(domain);
    return judged?.changes === false
      ? { ...about, state: 'same' }
      : { ...about, state: 'changed', effects: judged?.effects ?? [] };
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return { ...about, state: 'refused', ...refusalOf(error, context.session.locale) };
  }
}

/** A plan as people are shown it before. */
export async function shown(outcomes: readonly Outcome[], wish: BulkWish): Promise<BulkPreview> {
  const count = (state: Outcome['state']) => outcomes.filter((one) => one.state === state).length;
  const some = (ones: readonly Outcome[]) => ones.slice(0, named).map(({ id, name }) => ({ id, name }));
  const refusedOnes = outcomes.filter(({ state }) => state === 'refused');
  const reasons = [...Map.groupBy(refusedOnes, ({ code, reason }) => `${code} ${reason}`).values()].map((alike) => ({
    code: alike[0]!.code!,
    reason: alike[0]!.reason!,
    count: alike.length,
    domains: some(alike),
  }));
  const text = JSON.stringify([wish, outcomes.map(({ id, state, code, effects }) => [id, state, code, effects])]);
  const effects = bulkEffects.flatMap((code) => {
    const touched = outcomes.filter((one) => one.effects?.includes(code));
    return touched.length ? [{ code, count: touched.length, domains: some(touched) }] : [];
  });
  return {
    seen: (await sha256(text)).slice(0, 32),
    total: outcomes.length,
    changed: count('changed'),
    same: count('same'),
    refused: refusedOnes.length,
    domains: some(outcomes.filter(({ state }) => state === 'changed')),
    effects,
    reasons: reasons.toSorted((a, b) => b.count - a.count),
  };
}
