import { and, eq } from 'drizzle-orm';
import { personSession } from '../../auth/session.ts';
import type { BoundLabel, Deps } from '../../http/env.ts';
import { Problem } from '../../http/problem.ts';
import { putJobs, type NewJob } from '../../jobs/outbox.ts';
import { putLater } from '../../jobs/queue.ts';
import { action, nothing, type Act } from '../../policy/action.ts';
import { enactOn, tell, type Through } from '../../policy/enact.ts';
import type { Db } from '../../store/database.ts';
import { goodNow } from '../../store/clock.ts';
import { sameText, sha256, sign } from '../../store/hash.ts';
import { newId } from '../../store/ids.ts';
import { makeAppPassword } from '../mailboxes/app-passwords.ts';
import { mailboxRefusal, ownMailbox, type MailboxRow } from '../mailboxes/read.ts';
import { otherCredentials, tellServer } from '../mailboxes/verbs.ts';
import { appPasswords, mailboxes } from '../schema.ts';
import type { WebmailSession } from './answers.ts';
import { endOldest, isWebmail, usersGoOn, webmailEndJob } from './end.ts';
import { webmailLinks } from './schema.ts';
import { linkLife } from './verbs.ts';

/** A session of the webmail ends after this time at the latest, in ms. */
const sessionLife = 12 * 3_600_000;
/** So long the mail server may take to know the session, in ms; and so often it is looked, meanwhile. */
const patience = 5000;
const pause = 20;

/** Whose session it is; its password is one that the mail server takes until then. */
interface Started {
  readonly row: MailboxRow;
  readonly id: string;
  readonly until: Date;
}

/** A password of the webmail is over: whoever is signed in with it is cut off, and those with a good one come again. */
async function cutOff(act: Pick<Act<unknown>, 'tx' | 'enqueue' | 'changed'>, mailboxId: string): Promise<MailboxRow> {
  await usersGoOn(act.tx, mailboxId);
  return tellServer(act, mailboxId, otherCredentials);
}

/** The second half of opening a mailbox: the webmail has shown the link. */
const startWebmail = (made: { readonly key: string; readonly hash: string }) =>
  action({
    name: 'mail.mailbox.open',
    input: nothing,
    target: ownMailbox,
    capability: (row: MailboxRow, session) => mailboxRefusal(row, 'open', session),
    run: async (act: Act<MailboxRow>): Promise<Started> => {
      const { tx, target, session, now } = act;
      const id = newId('appPassword');
      const until = new Date(now.getTime() + sessionLife);
      const full = await endOldest(tx, target.id);
      await tx.insert(appPasswords).values({
        ...{ id, mailboxId: target.id, name: 'Webmail', ...made, imap: true, smtp: true },
        ...{ by: session.user.name, byId: session.user.id, until, createdAt: now },
      });
      await putLater(tx, { kind: webmailEndJob, object: id }, until, {});
      act.note({ address: target.address, webmail: id });
      return { row: await (full ? cutOff(act, target.id) : tellServer(act, target.id, {})), id, until };
    },
  });

/** Takes a link away; undefined when it is none, or none any more. Of two who bring one at once, one gets it. */
async function takeLink(tx: Db, tokenHash: string, now: number) {
  const good = and(eq(webmailLinks.tokenHash, tokenHash), goodNow(webmailLinks.expiresAt, now, linkLife));
  const [link] = await tx.delete(webmailLinks).where(good).returning();
  const [mailbox] = link ? await tx.select().from(mailboxes).where(eq(mailboxes.id, link.mailboxId)).limit(1) : [];
  return link && mailbox && { link, mailbox };
}

/** Whether the mail server takes what a mailbox wishes; it is told by a job. */
async function isServed(db: Db, id: string, version: number): Promise<boolean> {
  for (const end = performance.now() + patience; performance.now() < end;) {
    const [row] = await db
      .select({ servedVersion: mailboxes.servedVersion, syncError: mailboxes.syncError })
      .from(mailboxes)
      .where(eq(mailboxes.id, id))
      .limit(1);
    if (!row || row.syncError) return false;
    if (row.servedVersion >= version) return true;
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
  return false;
}

/** Turns a link into a session of the webmail: once, for whoever asked for it as long as he may, into that mailbox alone. */
export async function redeemLink(
  deps: Deps,
  label: BoundLabel,
  token: string,
  from: Pick<Through, 'origin' | 'requestId' | 'trace'>,
): Promise<WebmailSession> {
  const now = new Date(deps.now());
  const { key, password } = makeAppPassword();
  const hash = await deps.mailHash(password);
  const tokenHash = await sha256(token);
  const begin = label.db.transaction(async (tx) => {
    const taken = await takeLink(tx, tokenHash, now.getTime());
    const who = taken && { userId: taken.link.userId, customerId: taken.mailbox.customerId };
    const locale = label.settings.locale.languages[0]!;
    const session = who && (await personSession({ ...label, db: tx }, { id: '', ...who, scope: null, locale }));
    // Who holds no good link learns nothing.
    if (!session) throw new Problem('not_found');
    const through = { session, label, deps, now, ...from };
    return { through, enacted: await enactOn(tx, startWebmail({ key, hash }), through, taken.mailbox.id, () => ({})) };
  });
  const { through, enacted } = await begin.catch(async (error: unknown) => {
    // What was refused is spent too, though all else of it is as if it had not been.
    if (error instanceof Problem && error.status < 500)
      await label.db.delete(webmailLinks).where(eq(webmailLinks.tokenHash, tokenHash));
    throw error;
  });
  tell(through, enacted);
  const { row, id, until } = enacted.output;
  if (!(await isServed(label.db, row.id, row.wishedVersion))) {
    await endSession(deps, label, id);
    throw new Problem('unavailable', { retryAfter: 5 });
  }
  const proof = `hcws_${label.id.slice(4)}_${id.slice(4)}_${await sign(deps.secret, `webmail ${id}`)}`;
  return { address: row.address, name: row.name, password, proof, expiresAt: until.toISOString() };
}

/** Takes a session away, and writes that the mail server has to be told; undefined when it has ended already. */
export async function dropSession(tx: Db, id: string, now: Date): Promise<MailboxRow | undefined> {
  const gone = and(eq(appPasswords.id, id), isWebmail);
  const [app] = await tx.delete(appPasswords).where(gone).returning();
  if (!app) return undefined;
  const queued: NewJob[] = [];
  const act = { tx, enqueue: (job: NewJob) => void queued.push(job), changed: () => {} };
  const row = await cutOff(act, app.mailboxId);
  await putJobs(tx, queued, now);
  return row;
}

/** Ends the session that the rest of a proof is for: its person has left. Another proof, and one that is spent, ends nothing. */
export async function endProved(deps: Deps, label: BoundLabel, rest: string): Promise<void> {
  const [id, signature] = [`apw_${rest.slice(0, 36)}`, rest.slice(37)];
  if (sameText(signature, await sign(deps.secret, `webmail ${id}`))) await endSession(deps, label, id);
}

/** Ends a session of the webmail. */
async function endSession(deps: Deps, label: BoundLabel, id: string): Promise<void> {
  const row = await label.db.transaction((tx) => dropSession(tx, id, new Date(deps.now())));
  if (!row) return;
  deps.jobs.wake(label.id);
  deps.changes.publish(label.id, row.customerId, { kind: 'mail.mailbox', id: row.id });
}
