import { eq } from 'drizzle-orm';
import type { Session } from '../../auth/session.ts';
import type { Deps } from '../../http/env.ts';
import type { Refusal } from '../../policy/actions.ts';
import type { Db } from '../../store/database.ts';
import { registryWords } from '../messages.ts';
import { registryRefusals } from '../registry/capability.ts';
import { tldOf } from '../registry/tlds.ts';
import type { DomainRow } from '../zone.ts';
import type { Dnssec } from './answers.ts';
import { dsText, type Ds } from './ds.ts';
import { isOn, isVouchedFor, type Step } from './rules.ts';
import { zoneSigning } from './schema.ts';
import { dnssecWords } from './words.ts';

export type SigningRow = typeof zoneSigning.$inferSelect;

export async function readSigning(db: Db, domainId: string): Promise<SigningRow | undefined> {
  const [row] = await db.select().from(zoneSigning).where(eq(zoneSigning.domainId, domainId)).limit(1);
  return row;
}

/** The keys that the registry shall have; undefined: whatever it has. */
export async function wishedDs(db: Db, domainId: string): Promise<readonly Ds[] | undefined> {
  const row = await readSigning(db, domainId);
  return isVouchedFor(row?.step) ? (isOn(row?.step) ? row!.ds : []) : undefined;
}

const said = (reason: string): Refusal => ({ code: 'state_forbids', reason });

/** Why the domain cannot be signed, or not be told so, now. */
export function dnssecRefusal(domain: DomainRow, session: Session): Refusal | undefined {
  const words = dnssecWords(session.locale);
  if (!tldOf(domain.tld).secDns) return { code: 'tld_unsupported', reason: words.unknownToTld(domain.tld) };
  return domain.ownNameServers ? registryRefusals['domains.nameservers.edit'](domain, session) : said(words.elsewhere);
}

/** Why nothing begins: the name servers do not sign at all. What was begun can be ended. */
export const signsNot = (
  { signs }: Pick<Deps, 'signs'>,
  step: Step | undefined,
  { locale }: Session,
): Refusal | undefined => (signs || step !== undefined ? undefined : said(dnssecWords(locale).noSigning));

export async function dnssecOf(
  db: Db,
  deps: Pick<Deps, 'signs'>,
  session: Session,
  domain: DomainRow,
): Promise<Dnssec> {
  const row = await readSigning(db, domain.id);
  const { step, dueAt, error, ds = [] } = row ?? {};
  const atRegistry = step === 'announcing' || step === 'withdrawing' ? domain.registryError : null;
  const reason = error
    ? dnssecWords(session.locale).sync[error]
    : atRegistry && registryWords(session.locale).sync[atRegistry];
  const name = 'domains.dnssec.edit';
  const refusal = session.denied[name] ? undefined : (dnssecRefusal(domain, session) ?? signsNot(deps, step, session));
  return {
    domain: { id: domain.id, name: domain.name, unicodeName: domain.unicodeName },
    on: isOn(step),
    step: step ?? null,
    ...(dueAt ? { dueAt: dueAt.toISOString() } : {}),
    ...(reason ? { reason } : {}),
    ds: ds.map(dsText),
    denied: refusal ? { [name]: refusal } : {},
  };
}
