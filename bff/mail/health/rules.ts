import { setting, type Editable } from '../../domains/health/rules.ts';
import type { RRset, RRsetChange } from '../../domains/records.ts';
import type { Addresses } from '../../domains/redirects/rules-records.ts';
import {
  buildSpf,
  isSpf,
  mergeSpf,
  parseDkim,
  parseDmarc,
  parseSpf,
  spfLookups,
  type Spf,
} from '../../domains/rules-mail.ts';
import { plainText } from '../../domains/rules-text.ts';
import type { MailHosts } from '../../platform/mail/port.ts';
import { setUpNames } from '../setup/serve.ts';
import type { MailCheck, MailCheckCode, MailCheckId, MailCheckState } from './answers.ts';

/** What of a plan its domains' records say. */
export interface MailFacts {
  readonly host: string;
  /** Terms of an SPF policy: who sends for it. */
  readonly spf: string;
}

export function found(
  id: MailCheckId,
  state: MailCheckState,
  code: MailCheckCode,
  facts: Readonly<Record<string, string>> = {},
  fix: readonly RRsetChange[] = [],
): MailCheck {
  const copied = fix.map((one) => (one.op === 'set' ? { ...one, records: [...one.records] } : { ...one }));
  return { id, state, code, facts: { ...facts }, ...(copied.length ? { fix: copied } : {}) };
}

const at = (name: string, type: 'MX' | 'TXT' | 'SRV') => ({ name, type });
const recordsIn = (zone: Editable | undefined, { name, type }: Pick<RRset, 'name' | 'type'>): readonly string[] =>
  zone?.rrsets.find((rrset) => rrset.name === name && rrset.type === type)?.records ?? [];

const hostsOf = (records: readonly string[]): string[] =>
  records.map((record) => record.split(' ')[1]!.replace(/\.$/, '').toLowerCase());

/** Whether a domain's mail goes to other servers only. */
export const isElsewhere = (records: readonly string[], { host }: Pick<MailFacts, 'host'>): boolean =>
  hostsOf(records).some((one) => one !== '') && !hostsOf(records).includes(host);

/** Where mail for the domain goes: to the plan's server, and to no other. */
export function judgeMx(records: readonly string[], { host }: MailFacts, zone?: Editable): MailCheck {
  const hosts = hostsOf(records);
  const there = recordsIn(zone, at('@', 'MX')).some((record) => record.split(' ')[1] === host);
  // What resolvers still remember may be mended already.
  const alone = recordsIn(zone, at('@', 'MX')).length === 1 && there;
  const fix = alone ? undefined : setting(zone, at('@', 'MX'), () => [`10 ${host}`]);
  const facts = { host, hosts: hosts.filter((one) => one !== host && one !== '').join(', ') };
  if (!hosts.some((one) => one !== '')) return found('mx', 'problem', 'mx_none', facts, fix);
  if (isElsewhere(records, { host })) return found('mx', 'problem', 'mx_elsewhere', facts, fix);
  return facts.hosts ? found('mx', 'advice', 'mx_mixed', facts, fix) : found('mx', 'ok', 'mx_ok', facts);
}

const isPolicy = (text: string) => isSpf(plainText(text));

/** One policy with the plan's senders in it, of however many there are. */
function mergedSpf(texts: readonly string[], terms: string): string | undefined {
  const merged = mergeSpf([...texts, `v=spf1 ${terms}`]);
  return merged && buildSpf({ all: '~', ...merged });
}

const includes = (policy: Spf, terms: string): boolean => {
  const wanted = parseSpf(`v=spf1 ${terms}`);
  const has = new Set(policy.terms.map((term) => JSON.stringify(term)));
  return 'code' in wanted || wanted.terms.every((term) => has.has(JSON.stringify(term)));
};

/** Whether receivers learn that the plan's server may send for the domain. */
export function judgeSpf(texts: readonly string[], { spf }: MailFacts, zone?: Editable): MailCheck {
  const policies = texts.filter(isSpf);
  const own = recordsIn(zone, at('@', 'TXT')).filter(isPolicy).map(plainText);
  const one = mergedSpf(own, spf);
  const changes =
    one === undefined || (own.length === 1 && own[0] === one)
      ? undefined
      : setting(zone, at('@', 'TXT'), (old) => [...old.filter((text) => !isPolicy(text)), one]);
  const [only] = policies;
  if (only === undefined) return found('spf', 'problem', 'spf_none', {}, changes);
  if (policies.length > 1) return found('spf', 'problem', 'spf_many', { count: String(policies.length) }, changes);
  const parsed = parseSpf(only);
  if ('code' in parsed) return found('spf', 'problem', 'spf_syntax', { text: only });
  if (!includes(parsed, spf)) return found('spf', 'problem', 'spf_lacks', { terms: spf }, changes);
  const count = spfLookups(parsed);
  return count > 10 ? found('spf', 'problem', 'spf_lookups', { count: String(count) }) : found('spf', 'ok', 'spf_ok');
}

/** The record of a DKIM key (RFC 6376 §3.6.1). */
export const dkimRecord = (publicKey: string): string => `v=DKIM1; k=rsa; p=${publicKey}`;
export const dkimName = (selector: string): string => `${selector}._domainkey`;

/** Whether receivers can check what the server signs. */
export function judgeDkim(
  texts: readonly string[],
  key: { readonly selector: string; readonly publicKey: string } | undefined,
  zone?: Editable,
): MailCheck {
  if (!key) return found('dkim', 'advice', 'dkim_making');
  const { selector, publicKey } = key;
  const facts = { selector };
  const said = texts.map(parseDkim).find((one) => 'key' in one);
  if (said && 'key' in said && said.key === publicKey) return found('dkim', 'ok', 'dkim_ok', facts);
  const name = at(dkimName(selector), 'TXT');
  const there = recordsIn(zone, name).some((text) => plainText(text) === dkimRecord(publicKey));
  const fix = there ? undefined : setting(zone, name, () => [dkimRecord(publicKey)]);
  return found('dkim', 'problem', said ? 'dkim_differs' : 'dkim_none', facts, fix);
}

const isDmarc = (text: string) => /^v\s*=\s*DMARC1/i.test(text);

/** What receivers shall do with mail that only pretends to be from the domain (RFC 9989). */
export function judgeDmarc(texts: readonly string[], zone?: Editable): MailCheck {
  const policies = texts.filter(isDmarc);
  const [only] = policies;
  if (only === undefined) {
    const there = recordsIn(zone, at('_dmarc', 'TXT')).some((text) => isDmarc(plainText(text)));
    const fix = there ? undefined : setting(zone, at('_dmarc', 'TXT'), (old) => [...old, 'v=DMARC1; p=none']);
    return found('dmarc', 'advice', 'dmarc_none', {}, fix);
  }
  if (policies.length > 1) return found('dmarc', 'problem', 'dmarc_many', { count: String(policies.length) });
  const parsed = parseDmarc(only);
  if ('code' in parsed) return found('dmarc', 'problem', 'dmarc_syntax', { text: only });
  return found('dmarc', 'ok', parsed.policy === 'none' ? 'dmarc_watches' : 'dmarc_ok');
}

/** Whether senders are told to encrypt (RFC 8461 §3.1). Its policy is a file on a web server, which we do not have there. */
export function judgeMtaSts(texts: readonly string[]): MailCheck {
  const records = texts.filter((text) => /^v=STSv1\s*;/.test(text));
  if (!records.length) return found('mta_sts', 'advice', 'mta_sts_none');
  const one = records.length === 1 && /;\s*id=[a-zA-Z0-9]{1,32}\s*(?:;|$)/.test(records[0]!);
  return one ? found('mta_sts', 'ok', 'mta_sts_ok') : found('mta_sts', 'problem', 'mta_sts_broken');
}

/** Whether senders say where encryption failed (RFC 8460 §3); `taken` is whether anybody takes mail for the address, if that is known here. */
export function judgeTlsRpt(
  texts: readonly string[],
  { address, taken }: { readonly address: string; readonly taken: boolean | undefined },
  zone?: Editable,
): MailCheck {
  const records = texts.filter((text) => text.startsWith('v=TLSRPTv1'));
  const name = at('_smtp._tls', 'TXT');
  const there = recordsIn(zone, name).some((text) => plainText(text).startsWith('v=TLSRPTv1'));
  if (!records.length) {
    if (!there && taken === false) return found('tls_rpt', 'advice', 'tls_rpt_nobody', { address });
    const fix =
      there || !taken ? undefined : setting(zone, name, (old) => [...old, `v=TLSRPTv1; rua=mailto:${address}`]);
    return found('tls_rpt', 'advice', 'tls_rpt_none', { address }, fix);
  }
  const right = records.length === 1 && /^v=TLSRPTv1\s*;\s*rua=(?:mailto:|https:\/\/)\S+\s*;?\s*$/.test(records[0]!);
  return right ? found('tls_rpt', 'ok', 'tls_rpt_ok') : found('tls_rpt', 'problem', 'tls_rpt_syntax');
}

/** Where a mail program finds its servers by itself (RFC 6186 §3, RFC 8314 §5.1): name of the record → its value. */
function services({ imap, pop3, smtp }: MailHosts, host: string): readonly (readonly [string, string])[] {
  const sending = smtp.security === 'tls' ? '_submissions._tcp' : '_submission._tcp';
  return [
    ['_imaps._tcp', `0 1 ${imap.port} ${host}`],
    // Whoever can choose takes IMAP: its mail stays on the server.
    ['_pop3s._tcp', `10 1 ${pop3.port} ${host}`],
    [sending, `0 1 ${smtp.port} ${host}`],
  ];
}

type Wanted = Pick<RRset, 'name' | 'type' | 'records'>;

/** What leads programs to the servers, and those that ask a web server first to ours (`autoconfig.`, `autodiscover.`). */
function wantedSetUp(hosts: MailHosts, host: string, { A, AAAA }: Addresses, zone: Editable): readonly Wanted[] {
  // A name that somebody gave another target stays as it is.
  const free = setUpNames.filter((name) => !zone.rrsets.some((one) => one.name === name && one.type === 'CNAME'));
  const families = [
    { type: 'A', records: A },
    { type: 'AAAA', records: AAAA },
  ] as const;
  return [
    ...services(hosts, host).map(([name, value]) => ({ ...at(name, 'SRV'), records: [value] })),
    ...free.flatMap((name) => families.flatMap((one) => (one.records.length ? [{ name, ...one }] : []))),
  ];
}

/** Whether mail programs set themselves up. Of our own zone alone: elsewhere nobody waits for it. */
export function judgeSrv({ host }: MailFacts, hosts: MailHosts, addresses: Addresses, zone: Editable): MailCheck {
  const wanted = wantedSetUp(hosts, host, addresses, zone);
  const lacking = wanted.filter(({ records, ...where }) =>
    records.some((record) => !recordsIn(zone, where).includes(record)),
  );
  if (!lacking.length) return found('srv', 'ok', 'srv_ok', { host });
  const some = wanted.some((one) => recordsIn(zone, one).length > 0);
  const fix = lacking.flatMap(({ records, ...where }) => setting(zone, where, () => records) ?? []);
  return found('srv', 'advice', some ? 'srv_differs' : 'srv_none', { host }, fix);
}
