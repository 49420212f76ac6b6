import { and, eq, gt, isNull } from 'drizzle-orm';
import type { Session } from '../../auth/session.ts';
import { authorizationLife } from '../../auth/session.ts';
import { tokenOf } from '../../http/bind.ts';
import type { BoundLabel } from '../../http/env.ts';
import { Problem } from '../../http/problem.ts';
import { codeChallenge, randomSecret, sameText, sha256 } from '../../store/hash.ts';
import { newId } from '../../store/ids.ts';
import { mailboxes } from '../schema.ts';
import type { SelfToken } from './answers.ts';
import { mailboxSessions } from './schema.ts';
import { mailboxPageLife } from './session.ts';

interface Agreed {
  readonly tx: string;
  readonly challenge: string;
  readonly origin: string;
  readonly keyId: string;
}

/** Whoever is signed in to his mailbox agrees in a window of the label's host that a page acts for him. */
export async function agree(
  { db }: Pick<BoundLabel, 'db'>,
  session: Session,
  { tx, ...agreed }: Agreed,
  now: number,
): Promise<void> {
  const [box] = await db
    .select({ credentials: mailboxes.credentials })
    .from(mailboxes)
    .where(eq(mailboxes.id, session.user.id));
  await db
    .insert(mailboxSessions)
    .values({
      id: newId('mailboxSession'),
      mailboxId: session.user.id,
      credentials: box!.credentials,
      txHash: await sha256(tx),
      ...agreed,
      createdAt: new Date(now),
      expiresAt: new Date(now + authorizationLife),
    })
    .onConflictDoNothing();
}

/** Gives the page its token, once, for the verifier of what was agreed to; undefined while nobody has. */
export async function redeem(
  label: BoundLabel,
  { tx, code_verifier, keyId }: { readonly tx: string; readonly code_verifier: string; readonly keyId: string },
  origin: string,
  now: number,
): Promise<SelfToken | undefined> {
  const txHash = await sha256(tx);
  const [row] = await label.db.select().from(mailboxSessions).where(eq(mailboxSessions.txHash, txHash)).limit(1);
  if (!row) return undefined;
  if (row.origin !== origin) throw new Problem('origin_not_allowed');
  if (row.keyId !== keyId || !sameText(row.challenge ?? '', await codeChallenge(code_verifier)))
    throw new Problem('secret_invalid');
  const token = tokenOf('hcmt', label.id, randomSecret());
  const expiresAt = new Date(now + mailboxPageLife);
  const begun = await label.db
    .update(mailboxSessions)
    .set({ tokenHash: await sha256(token), expiresAt })
    .where(
      and(
        eq(mailboxSessions.txHash, txHash),
        isNull(mailboxSessions.tokenHash),
        gt(mailboxSessions.expiresAt, new Date(now)),
      ),
    )
    .returning({ id: mailboxSessions.id });
  if (!begun.length) throw new Problem('secret_invalid');
  return { token, expiresAt: expiresAt.toISOString() };
}
