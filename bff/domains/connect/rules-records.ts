import type { RecordType } from '../records.ts';
import { parseOwner, toAscii } from '../rules-names.ts';
import { parseValue } from '../rules-values.ts';
import type { Asked } from './rules-query.ts';
import { dataTypes, variablesOf } from './rules-template.ts';
import { builtIn, fill } from './rules-variables.ts';
import type { ConnectTemplate, TemplateRecord } from './template.ts';

/** What a template comes to at one name: a record, or senders that join the policy that is there. */
export type Wanted =
  | {
      readonly name: string;
      readonly type: RecordType;
      readonly ttl: number | undefined;
      readonly record: string;
      /** Which texts are in its way. */
      readonly ousts?: { readonly mode: 'All' } | { readonly mode: 'Prefix'; readonly prefix: string };
    }
  | { readonly name: string; readonly type: 'SPFM'; readonly ttl: number | undefined; readonly rules: string };

/** What is asked of which name. */
export interface Place {
  /** A-label of the zone. */
  readonly zone: string;
  /** Relative to it; empty for the zone itself. */
  readonly host: string;
}

export type RecordFault = 'malformed' | 'host_required' | 'group' | 'variables' | 'outside';
export interface Faulty {
  readonly fault: RecordFault;
  /** Of variables without a value, of groups that there are not. */
  readonly names?: readonly string[];
}

/** The zone and the name below it that a request is about. */
export function placeOf({ parameters }: Asked): Place | undefined {
  const zone = toAscii(parameters.get('domain') ?? '');
  const text = (parameters.get('host') ?? '').trim();
  const host = text === '' || text === '@' ? '' : toAscii(text);
  if (!zone?.includes('.') || host === undefined) return undefined;
  // `www.example.com` where `www` was meant
  const inside = host.endsWith(`.${zone}`) ? host.slice(0, -zone.length - 1) : host === zone ? '' : host;
  return inside.length + zone.length + 1 > 253 ? undefined : { zone, host: inside };
}

const fqdnOf = ({ zone, host }: Place): string => (host ? `${host}.${zone}` : zone);

/** The records of the groups that are asked for; without any, all. */
function grouped({ records }: ConnectTemplate, { parameters }: Asked): readonly TemplateRecord[] | Faulty {
  const asked = (parameters.get('groupId') ?? '').split(',').filter(Boolean);
  if (!asked.length) return records;
  const unknown = asked.filter((group) => !records.some(({ groupId }) => groupId === group));
  return unknown.length
    ? { fault: 'group', names: unknown }
    : records.filter(({ groupId }) => groupId !== undefined && asked.includes(groupId));
}

const isData = (type: string): boolean => (dataTypes as readonly string[]).includes(type);
const underscored = (text: string): string => (text.startsWith('_') ? text : `_${text}`).toLowerCase();
const host = (text: string): string => (text.endsWith('.') ? text.slice(0, -1) : text);

/** Fills the members of one record; the name in it stands relative to the zone. */
function wantedOf(record: TemplateRecord, place: Place, values: ReadonlyMap<string, string>): Wanted | Faulty {
  const said = (member: keyof TemplateRecord) => fill(String(record[member] ?? ''), values).trim();
  const target = (member: 'pointsTo' | 'target' | 'data') => {
    const text = said(member);
    return text === '' || text === '@' ? fqdnOf(place) : text;
  };
  const front = record.type === 'SRV' ? `${underscored(said('service'))}.${underscored(said('protocol'))}` : '';
  const name = ownerIn(place, said(record.type === 'SRV' && record.name !== undefined ? 'name' : 'host'), front);
  if (name === undefined) return { fault: 'outside' };
  const asked = said('ttl');
  const ttl = /^\d+$/.test(asked) ? Number(asked) : undefined;
  const made = (type: RecordType, text: string): Wanted => {
    const parsed = parseValue(type, text, place.zone);
    // What is no value goes on as it is: whoever judges the change set says why.
    return { name, type, ttl, record: 'value' in parsed ? parsed.value : text };
  };
  const { type } = record;
  if (type === 'SPFM') return { name, type, ttl, rules: said('spfRules') };
  if (type === 'MX') return made(type, `${said('priority')} ${host(target('pointsTo'))}`);
  if (type === 'SRV')
    return made(type, `${said('priority')} ${said('weight')} ${said('port')} ${host(target('target')) || '.'}`);
  if (type === 'TXT') {
    const { txtConflictMatchingMode: mode, txtConflictMatchingPrefix: prefix = '' } = record;
    const ousts = mode === 'All' ? { mode } : mode === 'Prefix' ? { mode, prefix } : undefined;
    return { ...made(type, target('data')), ...(ousts ? { ousts } : {}) } as Wanted;
  }
  if (isData(type)) return made(type as RecordType, target('data'));
  if (type === 'A' || type === 'AAAA') return made(type, said('pointsTo'));
  return made(type === 'APEXCNAME' ? 'ALIAS' : (type as RecordType), host(target('pointsTo')));
}

/** A name of a template in the zone; undefined outside of it. */
function ownerIn(place: Place, text: string, front: string): string | undefined {
  const absolute = text.endsWith('.');
  const own = text === '@' ? '' : text;
  const parts = absolute ? [front, own] : [front, own, place.host, `${place.zone}.`];
  const parsed = parseOwner(parts.filter(Boolean).join('.'), place.zone);
  if ('name' in parsed) return parsed.name;
  // Refused later, with the reason, where it is only badly written.
  return parsed.code === 'out_of_zone' ? undefined : [front, own, place.host].filter(Boolean).join('.') || '@';
}

/** What a request wants to stand in the zone, or what it lacks. */
export function wantedBy(template: ConnectTemplate, asked: Asked, place: Place): readonly Wanted[] | Faulty {
  const records = grouped(template, asked);
  if ('fault' in records) return records;
  const aliasAtRoot = records.some(
    ({ type, host: at = '' }) => (type === 'CNAME' || type === 'NS') && (at === '' || at === '@'),
  );
  if (!place.host && (template.hostRequired || aliasAtRoot)) return { fault: 'host_required' };
  const values = new Map(asked.parameters).set('domain', place.zone).set('host', place.host).set('fqdn', fqdnOf(place));
  const lacking = [...variablesOf(records)].filter((name) => !builtIn.has(name) && !values.has(name));
  if (lacking.length) return { fault: 'variables', names: lacking };
  const wanted = records.map((record) => wantedOf(record, place, values));
  return wanted.find((one): one is Faulty => 'fault' in one) ?? (wanted as Wanted[]);
}
