import { eq, sql } from 'drizzle-orm';
import { mailJob } from '../../account/mail-job.ts';
import { areaUrl } from '../../account/me.ts';
import type { Act } from '../../policy/action.ts';
import { randomSecret, seal, sha256 } from '../../store/hash.ts';
import { newId } from '../../store/ids.ts';
import { forgetKinds } from '../drift/waiting.ts';
import { domainEvents } from '../registry/schema.ts';
import type { Contact, Extra } from './input.ts';
import { differing } from './plan.ts';
import { askedFor, toldOf, type ContactRow, type Item, type RegistrantRow } from './read.ts';
import { confirmations, contacts, registrants } from './schema.ts';

export const contactJob = 'domains.contact.apply';
/** So long a registrant has to agree, in ms: as long as a transfer's code is good. */
export const answerTime = 14 * 86_400_000;
/** Rows of one statement: SQLite binds at most 32,766 values. */
const atOnce = 500;

export async function keepContact(
  { tx, session, now, note }: Act<unknown>,
  of: string,
  row: ContactRow | undefined,
  values: { contact: Contact; extra: Extra },
): Promise<void> {
  // Which, not what: the log is kept for longer than the address.
  note({ fields: differing(row?.contact ?? {}, values.contact) });
  const after = { ...values, version: (row?.version ?? 0) + 1, changedAt: now };
  if (row) await tx.update(contacts).set(after).where(eq(contacts.id, row.id));
  else await tx.insert(contacts).values({ id: newId('contact'), customerId: session.customer.id, of, ...after });
}

/** Writes what the plan says of each domain: told by a job, once those who must agree have, or not at all and why. */
export async function carryOut(act: Act<unknown>, items: readonly Item[]): Promise<void> {
  const { tx, session, now } = act;
  const touched = items.filter(
    // What waits for an answer is asked anew by whoever saves again; what an earlier change left is taken back.
    ({ held: one, planned }) => planned.state !== 'same' || (one.registrant && one.registrant.state !== 'ready'),
  );
  await forgetKinds(
    tx,
    touched.map(({ held: one }) => one.domain.id),
    ['registrant'],
  );
  const changeId = touched.some(({ planned }) => planned.state === 'confirm') ? newId('registrantChange') : null;
  const rows = touched.map(({ held: one, planned: { state, code, next } }) => ({
    domainId: one.domain.id,
    told: toldOf(one),
    next: state === 'refused' ? null : next,
    version: (one.registrant?.version ?? 0) + 1,
    state: stateAfter(state, one.registrant),
    code: code ?? null,
    retryAt: null,
    changeId: state === 'confirm' ? changeId : null,
  }));
  const events = touched.flatMap(({ held: one, planned: { state, next } }) =>
    state === 'change' || state === 'confirm'
      ? [
          {
            id: newId('event'),
            domainId: one.domain.id,
            at: now,
            userId: session.user.id,
            by: session.user.name,
            event: {
              kind: 'registrant' as const,
              name: next.contact.organisation || (next.contact.name ?? ''),
              asked: state === 'confirm',
            },
          },
        ]
      : [],
  );
  for (let at = 0; at < rows.length; at += atOnce)
    await tx
      .insert(registrants)
      .values(rows.slice(at, at + atOnce))
      .onConflictDoUpdate({
        target: registrants.domainId,
        set: {
          told: sql`excluded.told`,
          next: sql`excluded.next`,
          version: sql`excluded.version`,
          state: sql`excluded.state`,
          code: sql`excluded.code`,
          retryAt: sql`excluded.retry_at`,
          changeId: sql`excluded.change_id`,
        },
      });
  for (let at = 0; at < events.length; at += atOnce)
    await tx.insert(domainEvents).values(events.slice(at, at + atOnce));
  for (const row of rows) {
    if (row.state === 'pending') act.enqueue({ kind: contactJob, object: row.domainId });
    act.changed({ kind: 'domains.domain', id: row.domainId });
  }
  if (changeId) await ask(act, changeId, items);
  act.note({ domains: rows.map(({ domainId, state }) => ({ domainId, state })) });
}

const states = { same: 'ready', change: 'pending', confirm: 'waiting', refused: 'refused' } as const;
/** What is on its way may be there already: then the registry is told what it had before. */
const stateAfter = (state: Item['planned']['state'], registrant: RegistrantRow | null) =>
  state === 'same' && ['pending', 'failed'].includes(registrant?.state ?? '') ? 'pending' : states[state];

/** A mail with a link of his own to each who must agree. */
async function ask(act: Act<unknown>, changeId: string, items: readonly Item[]): Promise<void> {
  const { tx, session, label, deps, now } = act;
  const wished = items[0]!.planned.next.contact;
  for (const email of askedFor(items)) {
    const token = randomSecret();
    await tx.insert(confirmations).values({
      hash: await sha256(token),
      changeId,
      customerId: session.customer.id,
      email,
      expiresAt: new Date(now.getTime() + answerTime),
    });
    const link = `${areaUrl(deps, label)}/ca/registrant#${token}`;
    act.enqueue({
      kind: mailJob,
      object: newId('job'),
      payload: {
        to: email,
        name: email === wished.email?.toLowerCase() ? (wished.name ?? '') : session.customer.name,
        template: 'registrant',
        locale: wished.language ?? session.locale,
        link: await seal(deps.secret, link),
      },
    });
  }
}
