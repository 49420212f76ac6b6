import { and, eq } from 'drizzle-orm';
import type { Session } from '../../auth/session.ts';
import type { BoundLabel, Deps } from '../../http/env.ts';
import { Problem } from '../../http/problem.ts';
import type { Db } from '../../store/database.ts';
import { judge } from '../dns.ts';
import { absolute, toUnicode } from '../rules-names.ts';
import { domains, isHeld } from '../schema.ts';
import { limitsFor, readRRsets, type DomainRow } from '../zone.ts';
import type { ConnectRefusal } from './answers.ts';
import type { ConnectQuery } from './input.ts';
import { changesOf } from './rules-changes.ts';
import { readQuery, type Asked } from './rules-query.ts';
import { placeOf, wantedBy, type Place } from './rules-records.ts';
import { isSigned } from './signature.ts';
import { templateNamed } from './store.ts';
import type { ConnectTemplate } from './template.ts';

/** A request with its template. */
export interface Request {
  readonly template: ConnectTemplate;
  readonly asked: Asked;
  readonly place: Place | undefined;
}

/** A request that leads to nothing, and why. */
export class Refused extends Error {
  readonly refusal: ConnectRefusal;
  readonly more: { readonly names?: string[]; readonly codes?: string[] };

  constructor(refusal: ConnectRefusal, more: Refused['more'] = {}) {
    super(refusal);
    this.refusal = refusal;
    this.more = more;
  }
}

const unread: Asked = { parameters: new Map(), signed: '' };

/** Finds the template and reads the query; a template that the label has not taken on is not there. */
export async function readRequest(
  db: Db,
  { settings }: Pick<BoundLabel, 'settings'>,
  { provider, service, query }: ConnectQuery,
): Promise<Request> {
  const template = settings.connect.on && (await templateNamed(db, { provider, service }));
  if (!template) throw new Problem('not_found');
  const asked = readQuery(query);
  return { template, asked: asked ?? unread, place: asked && placeOf(asked) };
}

/** The name that it is for. */
export const nameOf = ({ zone, host }: Place): string => toUnicode(absolute(host || '@', zone));

/** How the history names who did it. */
export const viaOf = ({ template: { providerName, serviceName } }: Request): string =>
  `${providerName}: ${serviceName}`;

/** The customer's domain that a request is about. Someone else's and none are alike. */
export async function domainAsked(db: Db, session: Session, { place }: Request): Promise<DomainRow | undefined> {
  if (!place) return undefined;
  const mine = and(eq(domains.name, place.zone), eq(domains.customerId, session.customer.id), isHeld);
  const [row] = await db.select().from(domains).where(mine).limit(1);
  return row;
}

/** Throws what forbids the request itself, whatever the zone. */
export async function admit(deps: Pick<Deps, 'now'>, request: Request): Promise<void> {
  const { template, asked, place } = request;
  if (!place) throw new Refused('malformed');
  if (template.syncBlock) throw new Refused('blocked');
  if (template.syncPubKeyDomain !== undefined && !(await isSigned(deps, template, asked)))
    throw new Refused('signature');
}

/** What it would do with the zone: the same judge as of every change set. Undefined when all of it is there. */
export async function judgeRequest(
  db: Db,
  label: BoundLabel,
  session: Session,
  domain: DomainRow,
  { template, asked, place }: Request,
) {
  const wanted = wantedBy(template, asked, place!);
  if ('fault' in wanted) throw new Refused(wanted.fault, wanted.names ? { names: [...wanted.names] } : {});
  const rrsets = await readRRsets(db, domain.id);
  const changes = changesOf(wanted, rrsets, limitsFor(label, session));
  if (!changes.length) return undefined;
  try {
    return await judge(
      db,
      label,
      session,
      domain,
      changes.map((change) => (change.op === 'set' ? { ...change, records: [...change.records] } : change)),
      rrsets,
    );
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    if (error.code === 'record_protected') throw new Refused('protected');
    const codes = [...new Set(Object.values(error.extra.fields ?? {}))];
    if (codes.length === 1 && codes[0] === 'nothing_changed') return undefined;
    if (codes.some((code) => code === 'managed')) throw new Refused('protected');
    throw new Refused('records', { codes });
  }
}
