import { and, asc, eq, exists, isNull } from 'drizzle-orm';
import type { Session } from '../../auth/session.ts';
import type { BoundLabel, Deps } from '../../http/env.ts';
import type { Db } from '../../store/database.ts';
import { forwardsOf, type ForwardRow } from '../forwards/read.ts';
import { mailboxDetail, ownMailbox, syncOf, type MailboxRow } from '../mailboxes/read.ts';
import { autoReplies, forwards, forwardTargets } from '../schema.ts';
import type { AutoReply, Filters, MailboxSelf, OwnForward } from './answers.ts';
import { mailFilters } from './schema.ts';
import { endOfSession } from './session.ts';

/** The mailbox that somebody is signed in to. */
export const ownSelf = (db: Db, session: Session): Promise<MailboxRow | undefined> =>
  ownMailbox(db, session, session.user.id);

export type ReplyRow = typeof autoReplies.$inferSelect;
export type FilterRow = typeof mailFilters.$inferSelect;

export const readReply = async (db: Db, mailboxId: string): Promise<ReplyRow | undefined> =>
  (await db.select().from(autoReplies).where(eq(autoReplies.mailboxId, mailboxId)).limit(1))[0];

export const readFilters = async (db: Db, mailboxId: string): Promise<FilterRow | undefined> =>
  (await db.select().from(mailFilters).where(eq(mailFilters.mailboxId, mailboxId)).limit(1))[0];

/** The forward of the mailbox's own address. */
export async function ownForwardRow(db: Db, address: string): Promise<ForwardRow | undefined> {
  const [row] = await db
    .select()
    .from(forwards)
    .where(and(eq(forwards.address, address), isNull(forwards.deletedAt)))
    .limit(1);
  return row;
}

/** Addresses that lead straight to a mailbox; a catch-all is none that anybody writes to. */
export async function aliasesOf(db: Db, address: string): Promise<string[]> {
  const leadsHere = db
    .select({ id: forwardTargets.forwardId })
    .from(forwardTargets)
    .where(and(eq(forwardTargets.forwardId, forwards.id), eq(forwardTargets.address, address)));
  const rows = await db
    .select({ address: forwards.address })
    .from(forwards)
    .where(and(isNull(forwards.deletedAt), exists(leadsHere)))
    .orderBy(asc(forwards.address))
    .limit(100);
  return rows.flatMap((row) => (row.address.startsWith('@') ? [] : [row.address]));
}

export const replyOf = (row: ReplyRow): AutoReply => ({
  on: row.on,
  subject: row.subject,
  text: row.body,
  from: row.from,
  until: row.until,
  sync: syncOf(row),
});

const served = { wishedVersion: 0, servedVersion: 0, syncError: null, syncRetryAt: null };
export const filtersOf = (row: FilterRow | undefined): Filters => ({
  version: row?.wishedVersion ?? 0,
  rules: row?.rules ?? [],
  sync: syncOf(row ?? served),
});

export async function forwardOf(db: Db, row: ForwardRow): Promise<OwnForward> {
  const [found] = await forwardsOf(db, [row]);
  const { targets, keepCopy, sync } = found!;
  return { targets, keepCopy, sync };
}

/** All of it as the panel shows it. */
export async function readSelf(
  label: BoundLabel,
  session: Session,
  deps: Pick<Deps, 'mailHosts' | 'platformUrl'>,
  row: MailboxRow,
): Promise<MailboxSelf> {
  const { db, settings } = label;
  const { setUp, appPasswords, address, unicodeAddress, name, sync, quota, used } = await mailboxDetail(
    label,
    session,
    deps,
    row,
  );
  const reply = await readReply(db, row.id);
  const forward = await ownForwardRow(db, row.address);
  return {
    ...{ address, unicodeAddress, name, sync, quota, used, setUp, appPasswords },
    timeZone: settings.locale.timeZone,
    autoReply: reply ? replyOf(reply) : null,
    forward: forward ? await forwardOf(db, forward) : null,
    filters: filtersOf(await readFilters(db, row.id)),
    denied: Object.fromEntries(Object.entries(session.denied).filter(([action]) => action.startsWith('mail.self.'))),
    expiresAt: endOfSession(session).toISOString(),
  };
}
