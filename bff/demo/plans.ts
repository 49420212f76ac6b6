import { subscriptions } from '../hosting/schema.ts';
import { gibibyte } from '../mail/rules.ts';
import type { Db } from '../store/database.ts';
import { uuidOf } from './random.ts';
import { smidseHouse } from './smidse.ts';
import { tidewellHouse } from './tidewell.ts';
import type { DemoCustomer, DemoSlug } from './types.ts';

const houses = { tidewell: tidewellHouse, smidse: smidseHouse };
const sizes = [
  ['Web M', 7, 5, 10, 40],
  ['Web S', 3, 1, 3, 5],
  ['Workspace Mail', 5, 10, 25, 100],
] as const;

export const planId = (customerId: string, name: (typeof sizes)[number][0]): string =>
  `sub_${uuidOf(`plan ${customerId} ${name}`)}`;

/** Two plans for sites and one for mail, for each customer. */
export async function fillPlans(tx: Db, slug: DemoSlug, { id: customerId }: DemoCustomer, since: Date): Promise<void> {
  const { net4, net6 } = houses[slug];
  const rows = sizes.map(([name, at, maxDomains, maxMailboxes, gigabytes]) => ({
    id: planId(customerId, name),
    customerId,
    name,
    server: `web${at}.${slug}.example`,
    addresses: [`${net4}.${at + 100}`, `${net6}::${at + 100}`],
    mailHost: `mail.${slug}.example`,
    spf: `include:spf.${slug}.example`,
    maxDomains,
    maxMailboxes,
    maxForwards: maxMailboxes * 5,
    mailPool: gigabytes * gibibyte,
    createdAt: since,
  }));
  await tx.insert(subscriptions).values(rows);
}
