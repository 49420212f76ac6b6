import assert from 'node:assert/strict';
import { compare } from 'bcryptjs';
import { hostingLinks } from '../../../bff/domains/hosting-link/schema.ts';
import { subscriptions } from '../../../bff/hosting/schema.ts';
import type { ProblemBody } from '../../../bff/http/problem.ts';
import type { Mailbox, MailboxDetail, MailboxPage } from '../../../bff/mail/answers.ts';
import { gibibyte } from '../../../bff/mail/rules.ts';
import { memoryMail } from '../../../bff/platform/mail/memory.ts';
import { MailError, type MailPort } from '../../../bff/platform/mail/port.ts';
import { harness, passwords, type HarnessOptions } from '../harness.ts';

export const password = 'a password of the tests';

/** A customer with a domain that leads its mail to a plan, on a simulated mail server that can be made to fail. */
export async function mailWorld(options: HarnessOptions = {}, limits: Partial<typeof subscriptions.$inferInsert> = {}) {
  const clock = { now: Date.parse('2026-11-26T12:00:00Z') };
  /** Addresses that got a copy elsewhere. */
  const outside: string[] = [];
  const server = memoryMail({ compare, now: () => clock.now, outside: (_from, to) => void outside.push(to) });
  const trouble: { error: MailError | undefined; of: Partial<Record<keyof MailPort, MailError>> } = {
    error: undefined,
    of: {},
  };
  const mail = new Proxy<MailPort>(server, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name);
      if (typeof value !== 'function') return value;
      return async (...args: unknown[]) => {
        const error = trouble.of[name as keyof MailPort] ?? trouble.error;
        if (error && name !== 'close') throw error;
        return value.apply(target, args) as unknown;
      };
    },
  });
  const h = await harness({ mail, now: () => clock.now, ...options });
  const label = await h.label('north');
  const customer = await h.customer(label.id, 'Loaf');
  await h.user(label.id, customer, 'Marieke');
  let cookie = await h.signIn(label, 'marieke', passwords.owner);
  const plan = 'sub_1';
  await h.store.labels.use(label.id, ({ db }) =>
    db.insert(subscriptions).values({
      id: plan,
      customerId: customer,
      name: 'Web M',
      server: 'web7.north.example',
      addresses: ['192.0.2.10'],
      mailHost: 'mail.north.example',
      spf: 'include:spf.north.example',
      maxDomains: 5,
      maxMailboxes: 10,
      maxForwards: 20,
      mailPool: 20 * gibibyte,
      createdAt: new Date(clock.now),
      ...limits,
    }),
  );
  /** A domain that leads its mail to the plan. */
  async function linked(name: string, more: Partial<typeof hostingLinks.$inferInsert> = {}): Promise<string> {
    const id = await h.domain(label.id, customer, name);
    await h.store.labels.use(label.id, ({ db }) =>
      db.insert(hostingLinks).values({
        ...{ domainId: id, subscriptionId: plan, role: 'alias', host: '@', mail: true, before: [], after: [] },
        ...{ state: 'ready', by: 'Marieke', linkedAt: new Date(clock.now), ...more },
      } as typeof hostingLinks.$inferInsert),
    );
    return id;
  }
  const domain = await linked('loaf.example');

  async function call<Answer = Mailbox>(
    method: string,
    path: string,
    body?: object,
    as = cookie,
  ): Promise<{ status: number; body: Answer & Partial<ProblemBody> }> {
    const init = { method, cookie: as, ...(body ? { body: JSON.stringify(body) } : {}) };
    const answer = await h.request(`http://${label.host}/v1/mail${path}`.replace('/mail/../', '/'), init);
    return { status: answer.status, body: (await answer.json()) as Answer & Partial<ProblemBody> };
  }
  const idle = () => h.bff.jobs.idle(label.id);

  return {
    ...{ h, label, customer, clock, server, outside, trouble, domain, linked, call, idle },
    async create(local: string, more: object = {}): Promise<Mailbox> {
      const wish = { domain, local, name: '', password, quota: gibibyte, ...more };
      const { status, body } = await call('POST', '/mailboxes', wish);
      assert.equal(status, 201, JSON.stringify(body));
      return body;
    },
    /** Why one cannot be made. */
    async refused(more: object): Promise<Partial<ProblemBody>> {
      const wish = { domain, local: 'info', name: '', password, quota: gibibyte, ...more };
      const { status, body } = await call('POST', '/mailboxes', wish);
      assert.ok(status >= 400, JSON.stringify(body));
      return body;
    },
    read: async (id: string) => (await call<MailboxDetail>('GET', `/mailboxes/${id}`)).body,
    list: async (query = '') => (await call<MailboxPage>('GET', `/mailboxes${query}`)).body,
    /** Everything that is due runs, and the clock stands still meanwhile. */
    async later(ms: number): Promise<void> {
      clock.now += ms;
      h.bff.jobs.wake(label.id);
      await idle();
      // A session lasts seven days.
      if (ms > 86_400_000) cookie = await h.signIn(label, 'marieke', passwords.owner);
    },
  };
}
export type MailWorld = Awaited<ReturnType<typeof mailWorld>>;
