import { domainOfAddress } from '../rules.ts';

/** Forwards in a row that a mail goes through at most. */
export const deepest = 10;
/** Addresses that one mail ends at, at most; also those that one forward names. */
export const mostTargets = 100;

/** An address and where it leads, as far as the rules look at it. */
export interface Lead {
  readonly targets: readonly string[];
  /** A mailbox of the same address gets it too. */
  readonly keepCopy: boolean;
}

/** Who takes mail for what; all addresses in lower case with A-labels. */
export interface AliasGraph {
  readonly isLocal: (domain: string) => boolean;
  readonly hasMailbox: (address: string) => boolean;
  /** By address; `@example.nl` takes what nothing else of the domain takes. */
  readonly forwards: ReadonlyMap<string, Lead>;
}

export type GraphCode = 'cycle' | 'too_deep' | 'too_many_ends';

export interface Ends {
  readonly mailboxes: readonly string[];
  readonly outside: readonly string[];
  /** Local addresses that nobody takes mail for. */
  readonly nowhere: readonly string[];
}

export type Verdict =
  | { readonly ends: Ends }
  /** `path` of a cycle: its first address is also its last. */
  | { readonly code: GraphCode; readonly path?: readonly string[] };

export const catchAllOf = (address: string): string => `@${domainOfAddress(address)}`;
export const isCatchAll = (address: string): boolean => address.startsWith('@');

/** The forward that answers for an address: its own, or, where nothing else takes it, that of all the domain. */
function sourceOf({ isLocal, hasMailbox, forwards }: AliasGraph, address: string): string | undefined {
  if (!isLocal(domainOfAddress(address))) return undefined;
  if (forwards.has(address)) return address;
  const all = catchAllOf(address);
  return hasMailbox(address) || !forwards.has(all) ? undefined : all;
}

/** An address that keeps a copy names itself in words of the person; there is no step to it. */
const stepsOf = (graph: AliasGraph, source: string): readonly string[] =>
  graph.forwards.get(source)!.targets.filter((target) => target !== source);

/** Every forward that mail of one goes through, with the address it came by and the one before: breadth first, so ways are short. */
function reachedFrom(graph: AliasGraph, start: string): Map<string, { readonly by: string; readonly from: string }> {
  const reached = new Map<string, { by: string; from: string }>();
  let edge = [start];
  while (edge.length) {
    const next: string[] = [];
    for (const from of edge)
      for (const by of stepsOf(graph, from)) {
        const source = sourceOf(graph, by);
        if (source === undefined || reached.has(source)) continue;
        reached.set(source, { by, from });
        next.push(source);
      }
    edge = next;
  }
  return reached;
}

/** The shortest way from a forward back to itself, with the addresses that a catch-all answers for; undefined without one. */
export function cycleAt(graph: AliasGraph, start: string): string[] | undefined {
  const reached = reachedFrom(graph, start);
  if (!reached.has(start)) return undefined;
  const path: string[] = [];
  let source = start;
  do {
    const { by, from } = reached.get(source)!;
    path.unshift(...(by === source ? [source] : [by, source]));
    source = from;
  } while (source !== start);
  return [start, ...path];
}

/** Forwards on the longest way that begins with this one; more than the limit is told as one above it. A cycle elsewhere ends there. */
function depthOf(graph: AliasGraph, source: string, known: Map<string, number>): number {
  const found = known.get(source);
  if (found !== undefined) return found;
  known.set(source, 0);
  const below = stepsOf(graph, source).map((target) => {
    const next = sourceOf(graph, target);
    return next === undefined ? 0 : depthOf(graph, next, known);
  });
  const depth = Math.min(deepest, Math.max(0, ...below)) + 1;
  known.set(source, depth);
  return depth;
}

/** Where mail for an address ends. */
export function endsOf(graph: AliasGraph, address: string): Ends {
  const ends = { mailboxes: new Set<string>(), outside: new Set<string>(), nowhere: new Set<string>() };
  const seen = new Set<string>();
  const open = [address];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (seen.has(at)) continue;
    seen.add(at);
    const source = isCatchAll(at) ? at : sourceOf(graph, at);
    if (source === undefined) {
      const kind = !graph.isLocal(domainOfAddress(at)) ? 'outside' : graph.hasMailbox(at) ? 'mailboxes' : 'nowhere';
      ends[kind].add(at);
      continue;
    }
    if (source === at && graph.forwards.get(at)!.keepCopy && graph.hasMailbox(at)) ends.mailboxes.add(at);
    open.push(...stepsOf(graph, source));
  }
  return {
    mailboxes: [...ends.mailboxes].sort(),
    outside: [...ends.outside].sort(),
    nowhere: [...ends.nowhere].sort(),
  };
}

const many = ({ mailboxes, outside, nowhere }: Ends): number => mailboxes.length + outside.length + nowhere.length;

/** The forwards of the graph whose mail comes through this one too. */
function above(graph: AliasGraph, start: string): Set<string> {
  const into = new Map<string, string[]>();
  for (const from of graph.forwards.keys())
    for (const target of stepsOf(graph, from)) {
      const source = sourceOf(graph, target);
      if (source === undefined) continue;
      const known = into.get(source);
      if (known) known.push(from);
      else into.set(source, [from]);
    }
  const found = new Set<string>();
  const open = [start];
  for (let at = open.pop(); at !== undefined; at = open.pop())
    for (const from of into.get(at) ?? [])
      if (from !== start && !found.has(from)) {
        found.add(from);
        open.push(from);
      }
  return found;
}

/** Whether a forward may be as wished; the graph holds all others, and may hold what the wished one is now. */
export function judgeForward(others: AliasGraph, address: string, wish: Lead): Verdict {
  const graph: AliasGraph = { ...others, forwards: new Map([...others.forwards, [address, wish]]) };
  const path = cycleAt(graph, address);
  if (path) return { code: 'cycle', path };
  const known = new Map<string, number>();
  const touched = [address, ...above(graph, address)];
  if (touched.some((source) => depthOf(graph, source, known) > deepest)) return { code: 'too_deep' };
  if (touched.some((source) => many(endsOf(graph, source)) > mostTargets)) return { code: 'too_many_ends' };
  return { ends: endsOf(graph, address) };
}
