import * as v from 'valibot';
import { isGuessable } from '../../account/rules-password.ts';
import type { Session } from '../../auth/session.ts';
import type { BoundLabel } from '../../http/env.ts';
import { refused } from '../../policy/action.ts';
import { mailPassword, newMailbox, type NewMailbox } from '../input.ts';
import { takenAmong } from '../mailboxes/taken.ts';
import { knownOfMailbox } from '../mailboxes/verbs.ts';
import { mailPlans } from '../plans.ts';
import { domainOfAddress, leastQuota, localOf, parseAddress, parseLocal } from '../rules.ts';
import type { ImportPreview } from './answers.ts';
import type { ImportRow } from './input.ts';

export interface Wrong {
  readonly field?: 'address' | 'name' | 'password' | 'quota';
  readonly code: string;
}
/** What the verb that makes a mailbox takes, or why it would not. */
export type Judged = { readonly input: NewMailbox } | { readonly wrong: Wrong };

const wrong = (code: string, field?: Wrong['field']): Judged => ({ wrong: field ? { field, code } : { code } });

/** Whoever may make none may make none from a file. */
export function refuseImport(session: Session): void {
  const refusal = session.denied['mail.mailbox.create'];
  if (refusal) throw refused(refusal, session, 'mail.mailbox.create');
}

/** Judges lines as the verb will when their turn comes, one after the other, with few reads; nothing is written. */
export async function judgeRows(
  { db, entry }: Pick<BoundLabel, 'db' | 'entry'>,
  session: Session,
  rows: readonly ImportRow[],
): Promise<Judged[]> {
  const places = new Map<string, { readonly domain: string; readonly left: { mailboxes: number; pool: number } }>();
  for (const { mailboxes, pool, domains } of await mailPlans(db, session)) {
    const left = { mailboxes: mailboxes.max - mailboxes.used, pool: pool.max - pool.used };
    for (const { id, name } of domains) places.set(name, { domain: id, left });
  }
  const addresses = rows.map(({ address }) => parseAddress(address));
  const known = addresses.flatMap((one) => ('address' in one ? [one.address] : []));
  const taken = await takenAmong(db, known);
  const seen = new Set<string>();
  return rows.map((row, at) => {
    const parsed = addresses[at]!;
    if ('code' in parsed) return wrong(parsed.code, 'address');
    const { address } = parsed;
    const local = parseLocal(localOf(address));
    if ('code' in local) return wrong(local.code, 'address');
    const place = places.get(domainOfAddress(address));
    if (!place) return wrong('not_in_plan', 'address');
    if (seen.has(address)) return wrong('twice', 'address');
    seen.add(address);
    const code = taken.get(address);
    if (code) return wrong(code, 'address');
    const fault = faultOf(row, knownOfMailbox(entry, session, { address, name: row.name }));
    if (fault) return { wrong: fault };
    if (place.left.mailboxes < 1) return wrong('plan_full');
    if (place.left.pool < row.quota) return wrong('quota_pool', 'quota');
    place.left.mailboxes -= 1;
    place.left.pool -= row.quota;
    const { name, password, quota } = row;
    return { input: { domain: place.domain, local: local.local, name: name.trim(), password, quota } };
  });
}

/** What is wrong with a line whatever else there is; `known` is what one knows of whoever gets it. */
function faultOf({ name, password, quota }: ImportRow, known: readonly string[]): Wrong | undefined {
  const { issues: wrongName } = v.safeParse(newMailbox.entries.name, name);
  if (wrongName) return { field: 'name', code: wrongName[0].message };
  if (!password) return { field: 'password', code: 'required' };
  const { issues } = v.safeParse(mailPassword, password);
  if (issues) return { field: 'password', code: issues[0].message };
  if (isGuessable(password, known)) return { field: 'password', code: 'password_guessable' };
  return quota < leastQuota ? { field: 'quota', code: 'quota_least' } : undefined;
}

/** A plan as people are shown it before. */
export function shown(rows: readonly ImportRow[], judged: readonly Judged[]): ImportPreview {
  return {
    total: rows.length,
    good: judged.filter((one) => 'input' in one).length,
    rows: rows.map(({ line, address, quota }, at) => {
      const one = judged[at]!;
      return { line, address: address.trim(), quota, ...('wrong' in one ? one.wrong : {}) };
    }),
  };
}
