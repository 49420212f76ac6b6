import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';

/** So many bytes over Brotli, at most what is allowed. */
const fits: Readonly<Record<string, number>> = {
  'hc.js': 2560,
  'core-1.js': 14_336,
  'hc-list-1.js': 10_240,
  'list.nl-1.js': 4096,
  'dns-dialogs-1.js': 10_240,
  'page.css': 1024,
};

/** What `npm run size` says of a build with files of these sizes. */
function size(t: { after(body: () => void): void }, files: Readonly<Record<string, number>>, needs = ['hc-list-1.js']) {
  const folder = mkdtempSync(join(tmpdir(), 'hc-size-'));
  t.after(() => rmSync(folder, { recursive: true }));
  for (const [name, bytes] of Object.entries(files)) {
    writeFileSync(join(folder, name), 'x'.repeat(4 * bytes));
    writeFileSync(join(folder, `${name}.br`), 'x'.repeat(bytes));
  }
  writeFileSync(join(folder, 'build.json'), JSON.stringify({ core: 'core-1.js', tags: { 'hc-list': needs } }));
  const { status, stderr } = spawnSync(process.execPath, ['test/bench/size.ts', folder], { encoding: 'utf8' });
  return { status, faults: stderr.trim().split('\n').filter(Boolean) };
}

test('E4: a build within its budgets passes', (t) => {
  assert.deepEqual(size(t, { ...fits, 'hc-list-1.js': 10_000 }), { status: 0, faults: [] });
});

for (const [name, limit] of Object.entries(fits))
  test(`E4: one byte more of ${name} fails`, (t) => {
    const { status, faults } = size(t, { ...fits, [name]: limit + 1 });
    assert.equal(status, 1);
    assert.ok(
      faults.some((fault) => fault.includes(`${name} is over its budget`)),
      faults.join(),
    );
  });

test('E4: a file that nobody has given a budget fails', (t) => {
  const { status, faults } = size(t, { ...fits, 'vendor-1.js': 10 });
  assert.deepEqual([status, faults], [1, ['size: vendor-1.js has no budget']]);
});

test('E4: a page that needs a fourth script, or more than 27 KiB, fails', (t) => {
  const small = { ...fits, 'core-1.js': 10_000, 'dns-dialogs-1.js': 2000 };
  const fourth = size(t, small, ['hc-list-1.js', 'dns-dialogs-1.js']);
  assert.deepEqual([fourth.status, fourth.faults.length], [1, 1]);
  assert.match(fourth.faults[0]!, /a page with <hc-list> loads .* in 4 requests/);
  const heavy = size(t, fits, ['hc-list-1.js', 'dns-dialogs-1.js']);
  assert.match(heavy.faults[0]!, /a page with <hc-list> loads 36\.50 KiB/);
});
