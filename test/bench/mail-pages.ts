import { hostingLinks } from '../../bff/domains/hosting-link/schema.ts';
import { subscriptions } from '../../bff/hosting/schema.ts';
import { listMailboxes } from '../../bff/mail/mailboxes/read.ts';
import { gibibyte } from '../../bff/mail/rules.ts';
import { mailboxes } from '../../bff/mail/schema.ts';
import type { Session } from '../../bff/auth/session.ts';
import { figure, inTurn, samples, timed, type Row } from './measure.ts';
import { sessionOf, world } from './world.ts';

const many = 10_000;
const addressOf = (n: number): string => `box${String(n).padStart(5, '0')}@many.example`;

/** A customer with 10,000 mailboxes, a page at a time. */
export async function mailPages(): Promise<Row[]> {
  const { h, close } = await world();
  try {
    const label = await h.label('bench');
    const session = (customer: string) => ({ ...sessionOf(customer), user: { id: 'usr_1' } }) as Session;
    const createdAt = new Date();
    const filled = async (name: string, count: number): Promise<Session> => {
      const customerId = await h.customer(label.id, name);
      const domainId = await h.domain(label.id, customerId, `${name}.example`);
      const subscriptionId = `sub_${name}`;
      await h.store.labels.use(label.id, ({ db }) =>
        db.transaction(async (tx) => {
          await tx.insert(subscriptions).values({
            ...{ id: subscriptionId, customerId, name: 'Web M', server: 'web7.example', addresses: [], createdAt },
            ...{ mailHost: 'mail.example', maxDomains: 5, maxForwards: 20, maxMailboxes: 2 * count },
            ...{ mailPool: 2 * count * gibibyte },
          });
          await tx.insert(hostingLinks).values({
            ...{ domainId, subscriptionId, role: 'primary', host: '@', mail: true, before: [], after: [] },
            ...{ state: 'ready', by: '', linkedAt: createdAt },
          });
          const row = (n: number) => ({
            ...{ id: `mbx_${name}_${n}`, customerId, subscriptionId, domainId, hash: 'x', servedVersion: 1, createdAt },
            ...{ address: addressOf(n).replace('many', name), name: 'Someone', quota: gibibyte, used: n, messages: 0 },
          });
          for (let from = 0; from < count; from += 500)
            await tx
              .insert(mailboxes)
              .values(Array.from({ length: Math.min(500, count - from) }, (_, at) => row(from + at)));
        }),
      );
      return session(customerId);
    };
    const [all, few] = [await filled('many', many), await filled('few', 100)];
    return await h.store.labels.use(label.id, async ({ db }) => {
      const page = (whose: Session, cursor?: string) => async () => {
        const { rows } = await listMailboxes(db, whose, cursor === undefined ? {} : { cursor });
        if (rows.length !== 50) throw new Error(`${rows.length} rows instead of 50`);
      };
      // Every page once, as who goes through all of them asks.
      let pages = 0;
      const began = performance.now();
      for (let cursor: string | null | undefined; cursor !== null; pages += 1) {
        const { page: one } = await listMailboxes(db, all, cursor === undefined ? {} : { cursor });
        cursor = one.next;
      }
      if (pages !== many / 50) throw new Error(`${pages} pages`);
      const whole = performance.now() - began;
      const last = page(all, `a${addressOf(many - 51)}`);
      const second = page(all, `a${addressOf(49)}`);
      return [
        timed('QM3', await inTurn(last, second, samples(400))),
        timed('QM3 first', await inTurn(page(all), page(few), samples(400))),
        figure('QM3 all', whole, `${pages} pages`),
      ];
    });
  } finally {
    await close();
  }
}
