import { eq } from 'drizzle-orm';
import type { Session } from '../../auth/session.ts';
import type { Editable } from '../../domains/health/rules.ts';
import { addressesFor } from '../../domains/redirects/list.ts';
import { limitsFor, readRRsets, type DomainRow } from '../../domains/zone.ts';
import type { BoundLabel, Deps } from '../../http/env.ts';
import { answeredWithin } from '../../platform/within.ts';
import { followMail } from '../forwards/follow.ts';
import { endsOf } from '../forwards/rules-graph.ts';
import type { Db } from '../../store/database.ts';
import type { MailPlace } from '../plans.ts';
import { mailDomains } from '../schema.ts';
import { mailChecks, type MailCheck, type MailCheckId } from './answers.ts';
import * as rules from './rules.ts';

/** For all checks together, in ms: whoever has no answer by then says so. */
const patience = 4500;

/** Whether mail for an address of a domain ends somewhere today: in a mailbox, or with somebody who has agreed. */
async function isTaken(db: Db, session: Session, address: string): Promise<boolean> {
  const ways = await followMail(db, session, [address]);
  const { mailboxes, outside } = endsOf({ ...ways, forwards: ways.served }, address);
  return mailboxes.length + outside.length > 0;
}

/** Asks the world what it knows of a domain's mail; each check by itself, all at once. */
export async function lookAtMail(
  label: BoundLabel,
  session: Session,
  { resolver, mailHosts, redirectAddresses }: Pick<Deps, 'resolver' | 'mailHosts' | 'redirectAddresses'>,
  domain: DomainRow,
  { plan }: MailPlace,
): Promise<MailCheck[]> {
  const { name, ownNameServers } = domain;
  const zone: Editable | undefined = ownNameServers
    ? { rrsets: await readRRsets(label.db, domain.id), ttl: limitsFor(label, session).defaultTtl }
    : undefined;
  const facts = { host: plan.mailHost!, spf: plan.spf };
  const [row] = await label.db.select().from(mailDomains).where(eq(mailDomains.domainId, domain.id)).limit(1);
  const key = row?.selector && row.publicKey ? { selector: row.selector, publicKey: row.publicKey } : undefined;
  const texts = (owner: string) => resolver.records(owner ? `${owner}.${name}` : name, 'TXT');
  const looks: Record<MailCheckId, () => Promise<MailCheck | undefined>> = {
    mx: async () => rules.judgeMx(await resolver.records(name, 'MX'), facts, zone),
    spf: async () => rules.judgeSpf(await texts(''), facts, zone),
    dkim: async () => rules.judgeDkim(key ? await texts(rules.dkimName(key.selector)) : [], key, zone),
    dmarc: async () => rules.judgeDmarc(await texts('_dmarc'), zone),
    mta_sts: async () => rules.judgeMtaSts(await texts('_mta-sts')),
    srv: async () => zone && rules.judgeSrv(facts, mailHosts, addressesFor(label, { redirectAddresses }), zone),
    tls_rpt: async () => {
      const address = `postmaster@${name}`;
      const here = await isTaken(label.db, session, address);
      // Of mail that goes elsewhere nobody knows here who takes it.
      const taken = here || (rules.isElsewhere(await resolver.records(name, 'MX'), facts) ? undefined : false);
      return rules.judgeTlsRpt(await texts('_smtp._tls'), { address, taken }, zone);
    },
  };
  const checks = await Promise.all(
    mailChecks.map((id) => answeredWithin(patience, looks[id]()).catch(() => rules.found(id, 'unknown', 'unknown'))),
  );
  return checks.filter((check) => check !== undefined);
}
