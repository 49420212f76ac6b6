import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { ask } from '../platform/dns/ask.ts';
import { programFile } from '../program.ts';
import { addAddress, openDns, signIn, useBrowser } from './browser.ts';
import { readmeBlock, useProduct } from './product.ts';

const world = useProduct();
const browser = useBrowser();

test(
  'I1: with the README’s commands a reseller has a label of his own, and his customer publishes a record',
  { timeout: 300_000 },
  async () => {
    const { product } = world;
    const host = `panel.localhost:${new URL(product.url).port}`;
    const commands = readmeBlock('sh', 'label create')
      .replaceAll('npm run hc --', `node ${programFile('cli')}`)
      .replaceAll('panel.localhost:4001', host);
    const ids: Record<string, string> = {};
    for (const line of commands.split('\n').map((text) => text.trim())) {
      if (!line) continue;
      const said = JSON.parse(
        product.shell(line.replaceAll(/<(\w+) id>/g, (_, kind: string) => ids[kind] ?? `no ${kind}`)),
      ) as { id?: string };
      const kind = /(\w+) (create|add) /.exec(line)?.[1];
      if (kind && said.id) ids[kind] = said.id;
    }
    // The command has ended; the running BFF finds its job.
    while ((await ask(product.dnsPort, 'ann-lee.example', 'SOA')).answers.length === 0) await pause(100);
    const { page } = await browser.visit({ locale: 'en-GB' });
    await page.goto(`http://${host}/ca/`);
    await signIn(page, { username: 'ann@example.com', password: 'nine mossy kettles by the dike' });
    await openDns(page, 'ann-lee.example');
    await addAddress(page, 'shop', '192.0.2.77');
    await page.getByRole('button', { name: 'Review changes' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Publish 1 change' }).click();
    await page.getByText('1 change published').waitFor();
    await page.locator('hc-dns-editor').getByText('Publishing', { exact: true }).waitFor({ state: 'detached' });
    const { answers } = await ask(product.dnsPort, 'shop.ann-lee.example', 'A');
    assert.equal(answers.length, 1);
  },
);
