import { join } from 'node:path';
import { createClient } from '@libsql/client';
import type { DemoSlug } from '../../bff/demo/types.ts';
import type { Product } from './product.ts';

/** Writes into a label's database what only time or another process would. */
export async function writeLabel(
  { data, demo }: Product,
  slug: DemoSlug,
  sql: string,
  ...args: string[]
): Promise<void> {
  const client = createClient({ url: `file:${join(data, 'labels', `${demo.labels[slug].id}.db`)}` });
  try {
    // The product may be writing at this very moment.
    await client.execute('pragma busy_timeout = 5000');
    await client.execute({ sql, args });
  } finally {
    client.close();
  }
}

/** Every token that the label gave ends now. */
export const endTokens = (product: Product, slug: DemoSlug): Promise<void> =>
  writeLabel(product, slug, 'update embed_sessions set token_expires_at = 0');
