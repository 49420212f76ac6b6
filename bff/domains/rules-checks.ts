import type { RecordType, RRset } from './records.ts';
import type { DnsCode } from './rules-codes.ts';
import { isSpf, parseDkim, parseDmarc, parseSpf } from './rules-mail.ts';
import { absolute, relative } from './rules-names.ts';
import { plainText, textSize } from './rules-text.ts';
import { type Step, targetOf, type Touched, type ZoneView } from './rules-view.ts';

/** Takes an error of one change, by its place and the part of it (`name`, `records.1`; all of it when empty). */
export type Report = (at: number, part: string, code: DnsCode) => void;

/** Room for the records of one answer: a DNS message holds 65,535 bytes, with its head, question and signature. */
const largestAnswer = 64_000;

const isDkimName = (name: string) => /.\._domainkey(?:\.|$)/.test(name);
const isDmarcName = (name: string) => name === '_dmarc' || name.startsWith('_dmarc.');

function checkTexts({ name, records }: RRset, at: number, report: Report): void {
  let policies = 0;
  let reports = 0;
  records.forEach((record, place) => {
    const text = plainText(record);
    const here = `records.${place}`;
    if (isSpf(text)) {
      if (policies++ > 0) report(at, here, 'spf_twice');
      if ('code' in parseSpf(text)) report(at, here, 'spf_syntax');
    }
    if (isDmarcName(name)) {
      if (reports++ > 0) report(at, here, 'dmarc_twice');
      if ('code' in parseDmarc(text)) report(at, here, 'dmarc_syntax');
    }
    if (isDkimName(name) && 'code' in parseDkim(text)) report(at, here, 'dkim_syntax');
  });
}

/** Follows an alias through the zone; a way that comes back never ends. */
function checkAlias(view: ZoneView, { name, records }: RRset, at: number, report: Report): void {
  const start = absolute(name, view.zone);
  const [first = ''] = records;
  const seen = new Set<string>();
  for (let host = first; !seen.has(host);) {
    if (host === start) return report(at, 'records.0', host === first ? 'cname_self' : 'cname_loop');
    seen.add(host);
    const next = view.cnameAt(host)?.records[0];
    if (next === undefined) return;
    host = next;
  }
}

const serviceName = /^_[a-z\d-]+\._[a-z\d-]+(?:\.|$)/;
const portName = /^(?:\*|_(\d{1,5}))\._[a-z\d-]+(?:\.|$)/;

/** Rules of one RRset as it will be. */
function checkRRset(view: ZoneView, rrset: RRset, at: number, report: Report): void {
  const { name, type, records } = rrset;
  switch (type) {
    case 'CNAME':
      if (name === '@') report(at, '', 'cname_apex');
      if (records.length > 1) report(at, 'records.1', 'cname_single');
      checkAlias(view, rrset, at, report);
      break;
    case 'ALIAS':
      if (records.length > 1) report(at, 'records.1', 'alias_single');
      // PowerDNS answers nothing for the names that it would stand for.
      if (name.startsWith('*')) report(at, 'name', 'alias_wildcard');
      checkAlias(view, rrset, at, report);
      break;
    case 'TXT':
      checkTexts(rrset, at, report);
      break;
    case 'SRV':
      if (!serviceName.test(name)) report(at, 'name', 'srv_name');
      break;
    case 'TLSA': {
      const match = portName.exec(name);
      if (!match || Number(match[1] ?? 0) > 65_535) report(at, 'name', 'tlsa_name');
      break;
    }
    case 'NS':
      // What it would mean is not defined (RFC 4592 §4.2)
      if (name.startsWith('*')) report(at, 'name', 'ns_wildcard');
      break;
    case 'MX':
      if (records.length > 1 && records.includes('0 .')) report(at, `records.${records.indexOf('0 .')}`, 'null_mx');
      break;
  }
  if (type === 'MX' || type === 'SRV' || type === 'NS') {
    records.forEach((record, place) => {
      if (view.cnameAt(targetOf(record))) report(at, `records.${place}`, 'target_is_cname');
    });
  }
  if (records.length > 20 || records.some(({ length }) => length > 1000)) {
    const size = records.reduce((sum, record) => sum + 12 + (type === 'TXT' ? textSize(record) : record.length), 0);
    if (size > largestAnswer) report(at, '', 'rrset_too_large');
  }
}

/** Reports what cannot stand together: at the newcomer `type` when it is part of the set, else at the others that are. */
function blame(
  steps: readonly Step[],
  type: RecordType,
  others: (type: RecordType) => boolean,
  code: DnsCode,
  report: Report,
): void {
  const newcomer = steps.find((step) => step.type === type && step.after);
  const guilty = newcomer ? [newcomer] : steps.filter((step) => step.after && step.type !== type && others(step.type));
  for (const { at } of guilty) report(at, '', code);
}

const isAddress = (type: RecordType) => type === 'A' || type === 'AAAA';

/** Rules between the RRsets of one name. */
function checkName({ name, after, steps }: Touched, report: Report): void {
  const types = after.map(({ type }) => type);
  if (types.length > 1 && types.includes('CNAME')) blame(steps, 'CNAME', () => true, 'cname_alone', report);
  if (types.includes('ALIAS') && types.some(isAddress)) blame(steps, 'ALIAS', isAddress, 'alias_conflict', report);
  if (!types.includes('DS') || (types.includes('NS') && name !== '@')) return;
  const guilty = steps.find(({ type }) => type === 'DS') ?? steps.find(({ type }) => type === 'NS');
  if (guilty) report(guilty.at, '', 'ds_without_ns');
}

/** New CNAMEs at names that servers elsewhere in the zone point to. */
function checkServers(view: ZoneView, report: Report): void {
  const cnames = new Map<string, number>();
  for (const { name, steps } of view.touched.values()) {
    for (const { type, at, before, after } of steps) {
      if (type === 'CNAME' && after && !before) cnames.set(name, at);
    }
  }
  if (cnames.size === 0) return;
  const point = (host: string) => {
    const at = cnames.get(relative(host, view.zone) ?? '');
    if (at !== undefined) report(at, '', 'target_is_cname');
  };
  view.nameServers.forEach(point);
  for (const { name, type, records } of view.servers) {
    const changed = view.touched.get(name)?.steps.some((step) => step.type === type);
    if (!changed) records.forEach((record) => point(targetOf(record)));
  }
}

/** Checks the zone as it will be, as far as the changes reach. */
export function checkZone(view: ZoneView, report: Report): void {
  for (const touched of view.touched.values()) {
    for (const { after, at } of touched.steps) if (after) checkRRset(view, after, at, report);
    if (touched.after.length > 1 || touched.after[0]?.type === 'DS') checkName(touched, report);
  }
  checkServers(view, report);
}
