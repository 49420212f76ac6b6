import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { useHarness } from '../harness/server.ts';
import { publishStrictly } from './strict.ts';
import { launchWebKit } from './webkit.ts';

const harness = useHarness();
let webKit: Awaited<ReturnType<typeof launchWebKit>> | undefined;
before(async () => {
  webKit = await launchWebKit();
});
after(() => webKit?.close());

test('C1: under the strictest policy list, edit and publish work with right colours, in WebKit', async () => {
  const visit = await webKit!.open(harness.address('strict'));
  assert.match(await visit.read('navigator.userAgent'), /AppleWebKit\/(?!537)/);
  await publishStrictly(visit, harness.product.dnsPort, 'strict-webkit');
});
