import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { useBrowser } from '../e2e/browser.ts';
import { hostPage } from '../e2e/host-page.ts';
import { useProduct } from '../e2e/product.ts';
import { bundle, program, provide } from './prepare.ts';

const world = useProduct();
const browser = useBrowser();
before(provide);

test('E5: the types compile in React, Vue, Svelte and Angular, and what is wrong does not', async () => {
  const [react, angular] = await Promise.all([
    program('typescript/bin/tsc', '-p', 'react'),
    program('@angular/compiler-cli/bundles/src/bin/ngc.js', '-p', 'angular/tsconfig.json'),
  ]);
  assert.equal(react.code, 0, react.said);
  assert.equal(angular.code, 0, angular.said);
  const [vue, svelte] = await Promise.all([
    program('vue-tsc/bin/vue-tsc.js', '-p', 'vue'),
    program(
      'svelte-check/bin/svelte-check',
      '--workspace',
      'svelte',
      '--tsconfig',
      './tsconfig.json',
      '--output',
      'machine',
    ),
  ]);
  assert.equal(vue.code, 0, vue.said);
  // Svelte has no way to say that an error is expected: these three are, by the order of its file.
  const wrong = [...svelte.said.matchAll(/ ERROR "(\w+)\.svelte" (\d+):\d+ "(Type '[^']+(?:'[^']*')?)/g)];
  assert.deepEqual(
    wrong.map(([, file, line]) => `${file} ${line}`),
    ['Wrong 5', 'Wrong 6', 'Wrong 7'],
    svelte.said,
  );
});

for (const framework of ['react', 'vue', 'svelte', 'angular'])
  test(`E5: ${framework} sets a property and an attribute, and hears an event`, async (t) => {
    const script = await bundle(framework);
    const site = await hostPage(
      `<!doctype html><html lang="en"><meta charset="utf-8"><title>${framework}</title>
<div id="app"></div><app-root></app-root><script type="module">${script.replaceAll('</script', '<\\/script')}</script>`,
    );
    t.after(() => site.close());
    const { page, context, said } = await browser.visit();
    t.after(() => context.close());
    await page.goto(`${site.origin}/?api=${world.product.url}`);
    await page.getByRole('link', { name: 'lindenloaf.com', exact: true }).waitFor();
    // The property is what the heading is drawn by.
    await page.locator('hc-domain-manager').getByRole('heading', { level: 3, name: 'Domains' }).waitFor();
    assert.equal(await page.locator('hc-domain-manager').getAttribute('scheme'), 'dark');
    await page.getByRole('link', { name: 'lindenloaf.com', exact: true }).click();
    await page
      .locator('#place')
      .getByText(/^domains\/dom_/)
      .waitFor();
    // Angular says so by itself where no builder of its own was at work.
    assert.deepEqual(
      said.filter((line) => !line.includes('Angular is running in development mode')),
      [],
    );
  });
