import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  cycleAt,
  deepest,
  endsOf,
  judgeForward,
  mostTargets,
  type AliasGraph,
  type Lead,
} from '../../../bff/mail/forwards/rules-graph.ts';
import { destinationsOf } from '../../../bff/platform/mail/routing.ts';

const domains = ['a.example', 'b.example'];
const outside = 'x@out.example';
const isLocal = (domain: string) => domains.includes(domain);
const leads = (targets: readonly string[], keepCopy = false): Lead => ({ targets, keepCopy });
const graphOf = (forwards: Record<string, Lead>, mailboxes: readonly string[] = []): AliasGraph => ({
  isLocal,
  hasMailbox: (address) => mailboxes.includes(address),
  forwards: new Map(Object.entries(forwards)),
});

const locals = domains.flatMap((domain) => ['1', '2', '3', '4'].map((local) => `${local}@${domain}`));
const sources = [...locals, ...domains.map((domain) => `@${domain}`)];
const lead = fc.record({
  targets: fc.uniqueArray(fc.constantFrom(...locals, outside), { minLength: 1, maxLength: 3 }),
  keepCopy: fc.boolean(),
});
const worlds = fc.record({
  forwards: fc.dictionary(fc.constantFrom(...sources), lead, { maxKeys: 7 }),
  mailboxes: fc.uniqueArray(fc.constantFrom(...locals), { maxLength: 4 }),
  address: fc.constantFrom(...sources),
  wish: lead,
});

/** Where a letter that a server holds for an address goes next, told anew from what the port says of a forward. */
function handOn(graph: AliasGraph, address: string): { readonly kept: boolean; readonly next: readonly string[] } {
  const domain = address.slice(address.indexOf('@') + 1);
  if (!isLocal(domain)) return { kept: true, next: [] };
  const own = graph.forwards.get(address);
  if (own) return { kept: own.keepCopy && graph.hasMailbox(address), next: own.targets.filter((to) => to !== address) };
  if (graph.hasMailbox(address)) return { kept: true, next: [] };
  return { kept: false, next: graph.forwards.get(`@${domain}`)?.targets ?? [] };
}

/** Follows every copy of a letter by itself, as a server does that remembers nothing; true when one comes through the forward again. */
function comesBack(graph: AliasGraph, start: string): boolean {
  const through = (address: string) =>
    address === start ||
    (start === `@${address.split('@')[1]!}` && !graph.forwards.has(address) && !graph.hasMailbox(address));
  const limit = locals.length + 1;
  const go = (address: string, steps: number): boolean =>
    steps <= limit && (through(address) || handOn(graph, address).next.some((to) => go(to, steps + 1)));
  return graph.forwards.get(start)!.targets.some((to) => to !== start && go(to, 0));
}

test('M4: over 10,000 random graphs a cycle is refused if and only if a letter would come back, and its way is a real one', () => {
  let cycles = 0;
  fc.assert(
    fc.property(worlds, ({ forwards, mailboxes, address, wish }) => {
      const others = graphOf(forwards, mailboxes);
      const graph = graphOf({ ...forwards, [address]: wish }, mailboxes);
      const verdict = judgeForward(others, address, wish);
      const refused = 'code' in verdict && verdict.code === 'cycle';
      assert.equal(refused, comesBack(graph, address));
      if (!refused) return;
      cycles += 1;
      const path = verdict.path!;
      assert.equal(path[0], address);
      assert.equal(path.at(-1), address);
      assert.equal(new Set(path).size, path.length - 1, 'no address twice on the way');
      for (const [at, from] of path.slice(0, -1).entries()) {
        const to = path[at + 1]!;
        const step = to.startsWith('@')
          ? from.endsWith(to) && !graph.forwards.has(from) && !graph.hasMailbox(from)
          : graph.forwards.get(from)?.targets.includes(to);
        assert.ok(step, `${from} → ${to}`);
      }
    }),
    { numRuns: 10_000 },
  );
  assert.ok(cycles > 500, `only ${cycles} of them had a cycle`);
});

test('M4: mail ends where the server delivers it, whatever else of the graph goes round', () => {
  fc.assert(
    fc.property(worlds, ({ forwards, mailboxes, address }) => {
      const graph = graphOf(forwards, mailboxes);
      if (address.startsWith('@')) return;
      const found = endsOf(graph, address);
      const said = destinationsOf(
        address,
        {
          hasMailbox: graph.hasMailbox,
          forward: (from) => (graph.forwards.has(from) ? { address: from, ...graph.forwards.get(from)! } : undefined),
        },
        isLocal,
      );
      assert.deepEqual(found.mailboxes, [...said.mailboxes].sort());
      assert.deepEqual(found.outside, [...said.outside].sort());
    }),
    { numRuns: 5000 },
  );
});

test('M4: an address that leads to itself is no way round; only its mailbox can keep a copy', () => {
  const self = leads(['1@a.example', '2@a.example'], true);
  assert.deepEqual(judgeForward(graphOf({}, ['1@a.example']), '1@a.example', self), {
    ends: { mailboxes: ['1@a.example'], outside: [], nowhere: ['2@a.example'] },
  });
});

test('M4: two that lead to each other, and a ring of three, are shown with their whole way', () => {
  const two = judgeForward(graphOf({ '2@a.example': leads(['1@a.example']) }), '1@a.example', leads(['2@a.example']));
  assert.deepEqual(two, { code: 'cycle', path: ['1@a.example', '2@a.example', '1@a.example'] });
  const ring = graphOf({ '2@a.example': leads([outside, '3@b.example']), '3@b.example': leads(['1@a.example']) });
  assert.deepEqual(judgeForward(ring, '1@a.example', leads(['2@a.example'])), {
    code: 'cycle',
    path: ['1@a.example', '2@a.example', '3@b.example', '1@a.example'],
  });
});

test('M4: a catch-all takes part: what nothing else takes comes to it, and from it', () => {
  const nobody = judgeForward(graphOf({}), '@a.example', leads(['9@a.example']));
  assert.deepEqual(nobody, { code: 'cycle', path: ['@a.example', '9@a.example', '@a.example'] });
  assert.ok('ends' in judgeForward(graphOf({}, ['9@a.example']), '@a.example', leads(['9@a.example'])));
  const through = graphOf({ '@a.example': leads(['1@b.example']) });
  assert.deepEqual(judgeForward(through, '1@b.example', leads(['9@a.example'])), {
    code: 'cycle',
    path: ['1@b.example', '9@a.example', '@a.example', '1@b.example'],
  });
});

test('M4: a mailbox that keeps its copy does not end a way round through its forward', () => {
  const graph = graphOf({ '2@a.example': leads(['1@a.example'], true) }, ['1@a.example', '2@a.example']);
  assert.equal((judgeForward(graph, '1@a.example', leads(['2@a.example'], true)) as { code: string }).code, 'cycle');
  const plain = graphOf({}, ['2@a.example']);
  assert.ok('ends' in judgeForward(plain, '1@a.example', leads(['2@a.example'])));
});

const chain = (from: number, to: number): Record<string, Lead> =>
  Object.fromEntries(
    Array.from({ length: to - from }, (_, n) => [`c${from + n}@a.example`, leads([`c${from + n + 1}@a.example`])]),
  );

test('M4: at most ten forwards in a row, counted from the first of them whichever is made last', () => {
  const tenth = judgeForward(graphOf(chain(1, deepest)), `c0@a.example`, leads(['c1@a.example']));
  assert.ok('ends' in tenth);
  const long = graphOf(chain(1, deepest + 1));
  assert.deepEqual(judgeForward(long, 'c0@a.example', leads(['c1@a.example'])), { code: 'too_deep' });
  const middle = graphOf({ ...chain(0, 5), ...chain(6, 12) });
  assert.deepEqual(judgeForward(middle, 'c5@a.example', leads(['c6@a.example'])), { code: 'too_deep' });
});

test('M4: one mail ends at most at a hundred addresses, also through others', () => {
  const out = (from: number, many: number) => Array.from({ length: many }, (_, n) => `p${from + n}@out.example`);
  const half = graphOf({ '2@a.example': leads(out(0, 60)) });
  assert.deepEqual(judgeForward(half, '1@a.example', leads(['2@a.example', ...out(100, 41)])), {
    code: 'too_many_ends',
  });
  assert.ok('ends' in judgeForward(half, '1@a.example', leads(['2@a.example', ...out(100, mostTargets - 60)])));
  const before = graphOf({ '0@a.example': leads(['1@a.example', ...out(100, 50)]) });
  assert.deepEqual(judgeForward(before, '1@a.example', leads(out(0, 60))), { code: 'too_many_ends' });
});

test('M4: the shortest way is shown, and a ring that is there already ends every walk', () => {
  const ring = graphOf({ '1@b.example': leads(['2@b.example']), '2@b.example': leads(['1@b.example']) });
  assert.ok('ends' in judgeForward(ring, '1@a.example', leads(['1@b.example'])));
  assert.equal(cycleAt(ring, '1@b.example')!.length, 3);
});
