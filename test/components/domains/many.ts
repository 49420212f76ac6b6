import { domains } from '../../../bff/domains/schema.ts';
import type { memoryPanel } from '../memory-panel.ts';

const states = ['active', 'active', 'active', 'expired', 'failed', 'redemption', 'pending_create'] as const;
const tlds = ['example', 'nl', 'co.uk', 'de'];

/** Gives the customer of a panel so many domains of every kind, beside what he has. */
export async function addMany({ deps, me }: Awaited<ReturnType<typeof memoryPanel>>, many: number): Promise<void> {
  const [label] = await deps.control.labels();
  const day = (n: number) => new Date(Date.now() + (n % 400) * 86_400_000).toISOString().slice(0, 10);
  await deps.labels.use(label!.id, async ({ db }) => {
    const rows = Array.from({ length: many }, (_, n) => {
      const tld = tlds[n % tlds.length]!;
      const state = states[n % states.length]!;
      return {
        id: `dom_${crypto.randomUUID()}`,
        customerId: me!.customer.id,
        name: `many-${String((n * 7919) % many).padStart(5, '0')}.${tld}`,
        unicodeName: `many-${String((n * 7919) % many).padStart(5, '0')}.${tld}`,
        tld,
        state,
        expiresOn: state === 'pending_create' ? null : day(n),
        autoRenew: n % 5 !== 0,
        renewalAmount: 1295,
        renewalCurrency: 'EUR',
        nameServers: ['ns1.example.net'],
        ownNameServers: n % 3 !== 0,
        ownerName: 'Owner',
        ownerEmail: 'owner@people.example',
        zoneVersion: 1,
        servedVersion: 1,
        createdAt: new Date(),
      };
    });
    await db.transaction(async (tx) => {
      for (let from = 0; from < many; from += 100) await tx.insert(domains).values(rows.slice(from, from + 100));
    });
  });
}
