import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import { ask } from '../platform/dns/ask.ts';
import { coloursOf } from './colours.ts';
import { openRecords, typeAddress, type Visit } from './visit.ts';

/** What a browser shows of the main action in the colours of Tidewell's theme. */
const primary = { ground: [15, 118, 110], text: [255, 255, 255] };

/** Lists, edits and publishes on the strict page; nothing may be stopped, and the colours are the label's. */
export async function publishStrictly(visit: Visit, dnsPort: number, name: string): Promise<void> {
  const domain = 'lindenloaf.com';
  await openRecords(visit, domain);
  await typeAddress(visit, name, '192.0.2.211');
  await visit.click('hc-dns-record', 'button', 'Add to changes');
  const button = await visit.find('hc-dns-editor', 'button', 'Review changes');
  assert.deepEqual(await button.evaluate(coloursOf), primary);
  await button.click();
  await visit.click('hc-dns-editor', 'dialog button:not([aria-disabled])', 'Publish 1 change');
  await visit.find('hc-dns-editor', '[role=status]', '1 change published');
  assert.deepEqual(await visit.read('violations'), []);
  assert.deepEqual(visit.said, []);
  // Published is said when it is decided; the name server follows.
  for (let tries = 0; (await ask(dnsPort, `${name}.${domain}`, 'A')).answers.length !== 1; tries += 1) {
    assert.ok(tries < 100, 'the name server has it');
    await pause(50);
  }
}
