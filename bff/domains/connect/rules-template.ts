import * as v from 'valibot';
import { toAscii } from '../rules-names.ts';
import { connectTemplate, type ConnectTemplate, type TemplateRecord } from './template.ts';
import { reserved, variablesIn } from './rules-variables.ts';

/** Types whose data a template gives as in a zone file. */
export const dataTypes = ['CAA', 'TLSA', 'SSHFP', 'HTTPS', 'SVCB', 'NAPTR'] as const;

type Member = keyof TemplateRecord;
/** What each type needs, beside its host. */
const needs: Readonly<Record<string, readonly Member[]>> = {
  A: ['pointsTo'],
  AAAA: ['pointsTo'],
  CNAME: ['pointsTo'],
  APEXCNAME: ['pointsTo'],
  NS: ['pointsTo'],
  MX: ['pointsTo', 'priority'],
  TXT: ['data'],
  SRV: ['service', 'protocol', 'priority', 'weight', 'port', 'target'],
  SPFM: ['spfRules'],
  ...Object.fromEntries(dataTypes.map((type) => [type, ['data' as const]])),
};
/** An empty one has a meaning: what the template is applied to. */
const mayBeEmpty: ReadonlySet<Member> = new Set(['pointsTo', 'data', 'target']);

/** Why we take a template not, or not yet. */
export const templateFaults = {
  required: 'is missing',
  too_long: 'is too long',
  too_many: 'are too many',
  format: 'has signs that cannot stand in an address',
  choice: 'is not one of the values that there are',
  shape: 'is not of the kind that it has to be',
  type: 'is a type of record that this platform does not serve',
  redirect: 'asks for a redirect: here customers make them themselves, since they bring certificates along',
  registry: 'is kept at the registry, not in the zone: no template changes it',
  apex_alias: 'cannot stand at the root of a zone; the template needs "hostRequired": true',
  domain: 'is no domain name',
  group_variable: 'may not hold a variable',
  prefix: 'is missing, or holds a variable: it says which texts are in the way',
  variable_name: 'uses the name of a parameter that has a meaning of its own',
} as const;
export type TemplateFault = keyof typeof templateFaults;

export interface Fault {
  /** `records.0.host`. */
  readonly path: string;
  readonly code: TemplateFault;
}

const atRoot = (host: string | undefined): boolean => host === undefined || host === '' || host === '@';

function* typeFaults({ type }: TemplateRecord): Generator<[Member, TemplateFault]> {
  if (type.startsWith('REDIR')) yield ['type', 'redirect'];
  else if (/^(?:NS[12]|DS)$/.test(type)) yield ['type', 'registry'];
  else if (!Object.hasOwn(needs, type)) yield ['type', 'type'];
}

function* recordFaults(record: TemplateRecord, hostRequired: boolean): Generator<[Member, TemplateFault]> {
  const { type, groupId, txtConflictMatchingMode: mode, txtConflictMatchingPrefix: prefix } = record;
  yield* typeFaults(record);
  for (const member of needs[type] ?? [])
    if (record[member] === undefined || (record[member] === '' && !mayBeEmpty.has(member))) yield [member, 'required'];
  if ((type === 'CNAME' || type === 'NS') && atRoot(record.host) && !hostRequired) yield ['host', 'apex_alias'];
  if (groupId !== undefined && variablesIn(groupId).length) yield ['groupId', 'group_variable'];
  if (mode === 'Prefix' && (!prefix || variablesIn(prefix).length)) yield ['txtConflictMatchingPrefix', 'prefix'];
  for (const [member, value] of Object.entries(record) as [Member, unknown][])
    if (typeof value === 'string' && variablesIn(value).some((name) => reserved.has(name)))
      yield [member, 'variable_name'];
}

export const redirectDomains = ({ syncRedirectDomain = '' }: Pick<ConnectTemplate, 'syncRedirectDomain'>): string[] =>
  syncRedirectDomain
    .split(',')
    .map((name) => name.trim().toLowerCase())
    .filter(Boolean);

const isName = (text: string): boolean => toAscii(text)?.includes('.') ?? false;

function faultsIn(template: ConnectTemplate): Fault[] {
  const faults = template.records.flatMap((record, at) =>
    Array.from(recordFaults(record, template.hostRequired ?? false), ([member, code]) => ({
      path: `records.${at}.${member}`,
      code,
    })),
  );
  const { syncPubKeyDomain: keys } = template;
  if (keys !== undefined && !isName(keys)) faults.push({ path: 'syncPubKeyDomain', code: 'domain' });
  if (!redirectDomains(template).every(isName)) faults.push({ path: 'syncRedirectDomain', code: 'domain' });
  return faults;
}

/** A template as it may be kept, or all that is wrong with it. */
export function readTemplate(value: unknown): { readonly template: ConnectTemplate } | { readonly faults: Fault[] } {
  const parsed = v.safeParse(connectTemplate, value);
  if (!parsed.success)
    return {
      faults: parsed.issues.map((issue) => ({
        path: v.getDotPath(issue) ?? '',
        code: issue.input === undefined ? 'required' : issue.message in templateFaults ? issue.message : 'shape',
      })) as Fault[],
    };
  const faults = faultsIn(parsed.output);
  return faults.length ? { faults } : { template: parsed.output };
}

/** Names of the variables that a template needs values for. */
export const variablesOf = (records: readonly TemplateRecord[]): ReadonlySet<string> =>
  new Set(
    records.flatMap((record) =>
      Object.values(record).flatMap((value) => (typeof value === 'string' ? variablesIn(value) : [])),
    ),
  );
