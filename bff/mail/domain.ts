import { and, eq, isNull } from 'drizzle-orm';
import { domains } from '../domains/schema.ts';
import type { Call } from '../platform/call.ts';
import type { DkimKey, MailPort } from '../platform/mail/port.ts';
import type { Claims } from '../store/claims.ts';
import type { Db } from '../store/database.ts';
import { seal, unseal } from '../store/hash.ts';
import type { LabelHandle } from '../store/labels.ts';
import { dkimSelector, makeDkimKey } from './dkim.ts';
import { mailDomains } from './schema.ts';

export interface DomainParts {
  readonly mail: MailPort;
  readonly claims: Claims;
  /** Seals DKIM keys. */
  readonly secret: string;
}

/** The domain's key, made when it has none; of two who make one at once the first one's holds. */
async function keyOf(db: Db, domainId: string, secret: string): Promise<DkimKey> {
  const read = async () => (await db.select().from(mailDomains).where(eq(mailDomains.domainId, domainId)).limit(1))[0];
  if (!(await read())?.sealedKey) {
    const { publicKey, privateKey } = await makeDkimKey();
    await db
      .update(mailDomains)
      .set({ selector: dkimSelector, publicKey, sealedKey: await seal(secret, privateKey) })
      .where(and(eq(mailDomains.domainId, domainId), isNull(mailDomains.sealedKey)));
  }
  const row = (await read())!;
  return { selector: row.selector!, privateKey: await unseal(secret, row.sealedKey!) };
}

/** The domain as the server shall have it: there, and claimed for this label, before anything of it is. */
export async function ensureDomain(
  { mail, claims, secret }: DomainParts,
  label: LabelHandle,
  domainId: string,
  call: Call,
): Promise<void> {
  const [found] = await label.db
    .select({ name: domains.name, row: mailDomains })
    .from(mailDomains)
    .innerJoin(domains, eq(domains.id, mailDomains.domainId))
    .where(eq(mailDomains.domainId, domainId))
    .limit(1);
  if (!found || found.row.servedVersion >= found.row.wishedVersion) return;
  const { name, row } = found;
  const claim = { kind: 'mail_domain', name, labelId: label.id, objectId: domainId } as const;
  await claims.hold(claim);
  await mail.putDomain({ name, dkim: await keyOf(label.db, domainId, secret) }, call);
  await claims.confirm(claim);
  await label.db
    .update(mailDomains)
    .set({ servedVersion: row.wishedVersion, syncError: null, syncRetryAt: null })
    .where(and(eq(mailDomains.domainId, domainId), eq(mailDomains.wishedVersion, row.wishedVersion)));
}
