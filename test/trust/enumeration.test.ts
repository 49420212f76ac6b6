import assert from 'node:assert/strict';
import { test } from 'node:test';
import { changedIn, contentsOf } from './contents.ts';
import { pairs } from './enumeration.ts';
import { countHashes } from './hashes.ts';

const hashes = countHashes();

test('TR17: who is there and who is not get the same bytes, for the same work', async (t) => {
  const { h, list } = await pairs();
  t.after(() => h.close());
  for (const { name, known, unknown } of list) {
    const seen = [];
    for (const ask of [known, unknown]) {
      const before = hashes.started;
      const answer = await ask();
      const id = answer.headers.get('x-request-id')!;
      const facts = [answer.status, [...answer.headers], await answer.text()];
      seen.push({ facts: JSON.stringify(facts).replaceAll(id, '<id>'), hashes: hashes.started - before });
    }
    assert.deepEqual(seen[1], seen[0], name);
    assert.equal(seen[0]!.hashes, name === 'reset' ? 0 : 1, `${name} hashes once`);
  }
});

test('TR17: until the answer a reset writes the same for both: who it is about is looked up afterwards', async (t) => {
  const { h, label, list } = await pairs();
  t.after(() => h.close());
  await h.bff.jobs.stop();
  const { known, unknown } = list.find(({ name }) => name === 'reset')!;
  for (const ask of [known, unknown]) {
    const before = await contentsOf(h.store, label.id);
    assert.equal((await ask()).status, 202);
    assert.deepEqual(changedIn(before, await contentsOf(h.store, label.id)), ['jobs']);
  }
});
