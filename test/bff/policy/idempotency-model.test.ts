import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import * as fc from 'fast-check';
import { auditLog } from '../../../bff/policy/schema.ts';
import { harness, passwords, randomRuns, type Harness, type TestLabel } from '../harness.ts';

let h: Harness;
let label: TestLabel;
let customer: string;
let cookie: string;
let worlds = 0;
before(async () => {
  h = await harness();
  label = await h.label('north');
  customer = await h.customer(label.id, 'Loaf');
  await h.user(label.id, customer, 'Marieke');
  cookie = await h.signIn(label, 'marieke', passwords.owner);
});
after(() => h.close());

interface Sent {
  readonly key: string;
  readonly body: string;
  readonly outcome: 'acts' | 'invalid' | 'stale';
}

const step = fc.record({
  key: fc.nat(2),
  outcome: fc.constantFrom('acts' as const, 'acts' as const, 'invalid' as const, 'stale' as const),
  /** Repeats an earlier request, to the letter, instead of making a new one. */
  repeats: fc.option(fc.nat(20)),
  /** How many copies are under way at once. */
  copies: fc.integer({ min: 1, max: 3 }),
});

const audits = () => h.store.labels.use(label.id, async ({ db }) => (await db.select().from(auditLog)).length);

async function send(domain: string, { key, body }: Sent) {
  const headers = { 'idempotency-key': key };
  const url = `http://${label.host}/v1/domains/${domain}/dns`;
  const answer = await h.request(url, { method: 'POST', cookie, headers, body });
  const text = await answer.text();
  return { status: answer.status, text, code: (JSON.parse(text) as { code?: string }).code };
}

test('P3: however requests, repetitions, other bodies and failures mix, a key acts once', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 12 }), async (steps) => {
      const world = (worlds += 1);
      const domain = await h.domain(label.id, customer, `model-${world}.example`);
      const kept = new Map<string, { body: string; text: string }>();
      const sent: Sent[] = [];
      const before = await audits();
      let version = 1;
      for (const [index, { key, outcome, repeats, copies }] of steps.entries()) {
        const records = [outcome === 'invalid' ? 'no address' : `192.0.2.${index + 1}`];
        const body = JSON.stringify({
          version: outcome === 'stale' ? version + 1000 : version,
          changes: [{ op: 'set', name: 'www', type: 'A', ttl: 300, records }],
        });
        const fresh: Sent = { key: `model-${world}-${key}`, body, outcome };
        const request = repeats === null || !sent.length ? fresh : sent[repeats % sent.length]!;
        sent.push(request);
        const answers = await Promise.all(Array.from({ length: copies }, () => send(domain, request)));
        const earlier = kept.get(request.key);
        // A newer zone is told before a wrong record.
        const current = JSON.parse(request.body).version === version;
        if (!earlier && request.outcome === 'acts' && current) {
          kept.set(request.key, { body: request.body, text: answers[0]!.text });
          version += 1;
        }
        const now = kept.get(request.key);
        for (const { status, text, code } of answers)
          if (now?.body === request.body) assert.deepEqual([status, text], [200, now.text]);
          else if (now) assert.deepEqual([status, code], [422, 'idempotency_key_reused']);
          else if (request.outcome === 'invalid' && current) assert.deepEqual([status, code], [422, 'invalid']);
          else assert.deepEqual([status, code], [409, 'version_conflict']);
      }
      assert.equal(await audits(), before + kept.size, 'one row for each key that acted');
    }),
    { numRuns: randomRuns(40) },
  );
});
