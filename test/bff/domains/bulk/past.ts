import { bulkItems, bulkRuns } from '../../../../bff/domains/bulk/schema.ts';
import { newId } from '../../../../bff/store/ids.ts';
import type { Harness } from '../../harness.ts';

/** A bulk change that is over. */
export async function pastBulk(
  h: Harness,
  labelId: string,
  { customer, domain }: { customer: string; domain: string },
): Promise<string> {
  const id = newId('bulk');
  const at = new Date();
  await h.store.labels.use(labelId, async ({ db }) => {
    await db.insert(bulkRuns).values({
      id,
      customerId: customer,
      userId: 'usr_past',
      by: 'Somebody',
      wish: { action: 'domains.lock.edit', input: { locked: true } },
      state: 'done',
      origin: 'past.example',
      locale: 'en',
      createdAt: at,
      endedAt: at,
    });
    await db.insert(bulkItems).values({ runId: id, at: 0, domainId: domain, state: 'changed' });
  });
  return id;
}
