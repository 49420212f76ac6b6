import { startProduct } from '../e2e/product.ts';
import { startHarness } from './server.ts';

/** `npm run harness`: the product, and a page for every way of embedding it. */
const port = 4100;

const product = await startProduct({ HC_DEMO_SMALL: '0' });
const harness = await startHarness(product, port).catch(() => startHarness(product));
console.log(`\n  Host pages   ${harness.place.site}/\n  BFF          ${harness.place.bff}\n`);
for (const signal of ['SIGTERM', 'SIGINT'] as const)
  process.once(signal, () => {
    void harness
      .close()
      .then(() => product.stop())
      .then(() => process.exit(0));
  });
