import { and, eq, isNotNull } from 'drizzle-orm';
import type { Session } from '../../auth/session.ts';
import { Problem } from '../../http/problem.ts';
import type { Db } from '../../store/database.ts';
import { domainOfAddress, parseAddress } from '../rules.ts';
import { forwards, forwardTargets } from '../schema.ts';
import type { ForwardPreview, ForwardWarning } from './answers.ts';
import { followMail, ruleBack } from './follow.ts';
import { graphAround, type OwnGraph } from './graph.ts';
import { endsOf, isCatchAll, judgeForward, type GraphCode, type Lead } from './rules-graph.ts';

export interface ForwardWish {
  readonly address: string;
  /** As they were typed. */
  readonly targets: readonly string[];
  readonly keepCopy: boolean;
  /** It was so before: a mailbox that is deleted, and may come back, is no reason against it. */
  readonly kept?: boolean;
}

/** A wish that the rules know of, and what they say. */
export interface ForwardPlan {
  readonly address: string;
  /** Each once, and never the address itself. */
  readonly targets: readonly string[];
  readonly keepCopy: boolean;
  readonly hasMailbox: boolean;
  readonly refused?: {
    readonly code: GraphCode | 'rule_cycle';
    readonly path?: string[];
    /** The mailbox whose rule leads back: where to is its user's own matter. */
    readonly rule?: string;
  };
  readonly ends: ForwardPreview['ends'];
  readonly warnings: readonly ForwardWarning[];
  /** Those whose owners agree first. */
  readonly asked: ReadonlySet<string>;
}

interface Place {
  readonly db: Db;
  readonly session: Session;
  /** Owners of addresses elsewhere agree first. */
  readonly confirmTargets: boolean;
}

/** Stands for an address that somebody else has and this person did not name. */
const hidden = '…';

/** The targets in one way of writing, with their places in the wish. Rejects with the codes of all wrong ones. */
function parseTargets(typed: readonly string[]): Map<string, number> {
  const fields: Record<string, string> = {};
  const found = new Map<string, number>();
  for (const [at, text] of typed.entries()) {
    const parsed = parseAddress(text);
    if ('code' in parsed) fields[`targets.${at}`] = parsed.code;
    else if (!found.has(parsed.address)) found.set(parsed.address, at);
  }
  if (Object.keys(fields).length) throw new Problem('invalid', { fields });
  return found;
}

/** Looks at a wished forward with all others as they are. Rejects when a field is wrong. */
export async function planForward({ db, session, confirmTargets }: Place, wish: ForwardWish): Promise<ForwardPlan> {
  const { address } = wish;
  const typed = parseTargets(wish.targets);
  const graph = await graphAround(db, session, address, [...typed.keys()]);
  const hasMailbox = graph.hasMailbox(address);
  refuseFields(graph, wish, typed);
  // Who names the address itself wishes that its mailbox gets it too.
  const keepCopy = wish.keepCopy || typed.delete(address);
  const targets = [...typed.keys()];
  const lead = { targets, keepCopy };
  const verdict = judgeForward(graph, address, lead);
  // Where another customer leads his mail is his own matter.
  const seen = { ...graph, forwards: new Map([...graph.forwards, [address, lead]]), isLocal: graph.isOwn };
  const { mailboxes, outside, nowhere } = endsOf(seen, address);
  const asked = confirmTargets
    ? await toAsk(
        db,
        session,
        targets.filter((each) => !isOwn(graph, each)),
      )
    : [];
  const refused =
    'code' in verdict
      ? { code: verdict.code, ...pathOf(graph, verdict.path, wish, typed) }
      : await refusedByRule(db, session, address, { targets, keepCopy: keepCopy || asked.length === targets.length });
  return {
    ...{ address, targets, keepCopy, hasMailbox, ends: { mailboxes: [...mailboxes], outside: [...outside] } },
    ...(refused ? { refused } : {}),
    asked: new Set(asked),
    warnings: [
      ...(hasMailbox && !keepCopy ? [{ code: bypassOf(targets, asked), address }] : []),
      ...nowhere.map((each) => ({ code: 'nobody' as const, address: each })),
      ...asked.map((each) => ({ code: 'asks' as const, address: each })),
    ],
  };
}

async function refusedByRule(db: Db, session: Session, address: string, wish: Lead): Promise<ForwardPlan['refused']> {
  const ways = await followMail(db, session, [address, ...wish.targets]);
  const rule = ruleBack(ways, address, wish);
  if (rule === undefined) return undefined;
  return { code: 'rule_cycle', rule: ways.isOwn(domainOfAddress(rule)) ? rule : hidden };
}

/** While nobody has agreed mail goes as if there were no forward. */
const bypassOf = (targets: readonly string[], asked: readonly string[]) =>
  asked.length === targets.length ? ('mailbox_until' as const) : ('mailbox_bypassed' as const);

const isOwn = (graph: OwnGraph, address: string): boolean => graph.isOwn(domainOfAddress(address));

function refuseFields(
  graph: OwnGraph,
  { address, keepCopy, kept }: ForwardWish,
  typed: ReadonlyMap<string, number>,
): void {
  const hasMailbox = graph.hasMailbox(address);
  const self = typed.get(address);
  const fields: Record<string, string> = {};
  if (keepCopy && !kept && !hasMailbox) fields.keepCopy = 'no_mailbox';
  if (self !== undefined && (!hasMailbox || typed.size === 1)) fields[`targets.${self}`] = 'target_self';
  if (isCatchAll(address))
    for (const [target, at] of typed)
      if (!graph.isLocal(domainOfAddress(target))) fields[`targets.${at}`] = 'catch_all_outside';
  if (Object.keys(fields).length) throw new Problem('invalid', { fields });
}

function pathOf(
  graph: OwnGraph,
  path: readonly string[] | undefined,
  { address }: ForwardWish,
  typed: ReadonlyMap<string, number>,
): { path?: string[] } {
  if (!path) return {};
  return { path: path.map((each) => (each === address || typed.has(each) || isOwn(graph, each) ? each : hidden)) };
}

/** Of these addresses those whose owners have not agreed to mail from this customer yet. */
export async function toAsk(db: Db, { customer }: Session, addresses: readonly string[]): Promise<string[]> {
  if (!addresses.length) return [];
  const agreed = await db
    .selectDistinct({ address: forwardTargets.address })
    .from(forwardTargets)
    .innerJoin(forwards, eq(forwards.id, forwardTargets.forwardId))
    .where(
      and(
        eq(forwards.customerId, customer.id),
        isNotNull(forwardTargets.confirmedAt),
        isNotNull(forwardTargets.askedAt),
      ),
    );
  const known = new Set(agreed.map(({ address }) => address));
  return addresses.filter((address) => !known.has(address));
}

/** Rejects what the graph does not allow, with the way that mail would go round. */
export function refuseRound({ refused }: ForwardPlan): void {
  if (!refused) return;
  const { code, ...current } = refused;
  throw new Problem('invalid', { fields: { targets: code }, ...(Object.keys(current).length ? { current } : {}) });
}
