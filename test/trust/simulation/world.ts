import { eq, ne, sql } from 'drizzle-orm';
import { jobRows, jobTable } from '../../../bff/jobs/outbox.ts';
import { putLater, queue, type Queue } from '../../../bff/jobs/queue.ts';
import { JobRunner, type JobHandler } from '../../../bff/jobs/runner.ts';
import type { Db } from '../../../bff/store/database.ts';
import { Labels, type LabelHandle } from '../../../bff/store/labels.ts';
import { labelMigrations } from '../../../bff/store/migrations.node.ts';
import { memoryDatabases } from '../../../bff/store/open.ts';
import { Events, randomOf, type Process } from './events.ts';
import { callTime, Systems } from './systems.ts';
import { makeZones, zones } from './zones.ts';

/** Ways to build it wrong, each of which a history must show. */
export const twins = [
  'no lease',
  'no fence',
  'new key per attempt',
  'answer before commit',
  'retry after timeout without reading',
  'no look at the clock before telling the world',
  'late write not made good',
  'no second look after a doubt',
] as const;
export type Twin = (typeof twins)[number];

export interface Ground {
  readonly labels: Labels;
  readonly label: LabelHandle;
}

/** The store of the histories: a real label database in memory, emptied before each. */
export async function ground(): Promise<Ground> {
  const labels = new Labels({ ...memoryDatabases(), migrations: labelMigrations });
  const { label } = await labels.acquire('lab_1');
  await label.client.execute(makeZones);
  return { labels, label };
}

const queueOf = (twin: Twin | undefined): Queue => ({
  ...queue,
  ...(twin === 'no lease' && {
    claim: async (db, now) => {
      const job = await queue.claim(db, now);
      if (job)
        await db
          .update(jobTable)
          .set({ leaseUntil: new Date(now()) })
          .where(eq(jobTable.id, job.id));
      return job;
    },
    renew: async () => true,
  }),
  ...(twin === 'no fence' && {
    settle: async (tx, job, values) => {
      await tx.update(jobTable).set(values).where(eq(jobTable.id, job.id));
      return true;
    },
  }),
});

/** Two BFFs, their customers and three kinds of systems, from one number. Answers what was wrong at the end; nothing, when all is well. */
export async function history({ labels, label }: Ground, seed: number, twin?: Twin): Promise<string[]> {
  await label.client.executeMultiple('delete from jobs; delete from sim_zones');
  const events = new Events(randomOf(seed));
  const systems = new Systems(events);
  // A system that knows no keys needs clocks that agree within a lease.
  const clocksJump = events.chance(0.3);
  const wishes = { zones: new Map<string, number>(), orders: new Set<string>() };

  const look = (admit: (ms: number) => void) => {
    if (twin !== 'no look at the clock before telling the world') admit(callTime);
  };

  const handlersOf = (self: Process): Record<string, JobHandler> => ({
    zone: {
      async run({ job, call }) {
        await events.wait(self);
        const [row] = await label.db.select().from(zones).where(eq(zones.id, job.object));
        look(call.admit);
        await systems.put(self, job.object, row!.wished);
        return async (tx) => void (await tx.update(zones).set({ served: row!.wished }).where(eq(zones.id, job.object)));
      },
      failed: async () => {},
      async lookAgain(tx, { job }, due) {
        const atOnce = due.getTime() <= events.now + self.skew;
        if (twin === (atOnce ? 'late write not made good' : 'no second look after a doubt')) return;
        await putLater(tx, { kind: 'zone', object: job.object }, due, {});
      },
    },
    order: {
      async run({ job, call }) {
        look(call.admit);
        const key = twin === 'new key per attempt' ? `${job.id} ${job.attempts}` : job.id;
        await systems.carryOut(self, job.object, key);
        return async () => {};
      },
      failed: async () => {},
    },
    plain: {
      async run({ job, call }) {
        const blind = twin === 'retry after timeout without reading';
        if (!blind && (await systems.isCarriedOut(self, job.object))) return async () => {};
        look(call.admit);
        await systems.carryOutPlain(self, job.object);
        return async () => {};
      },
      failed: async () => {},
    },
  });

  /** What a program sees of the database: between its transactions anything may happen to it. */
  const seenBy = (self: Process): LabelHandle => {
    const db = Object.create(label.db) as Db;
    db.transaction = (async (body: (tx: Db) => Promise<unknown>) => {
      await events.wait(self);
      const result = await label.db.transaction(body);
      await events.wait(self);
      return result;
    }) as Db['transaction'];
    return { ...label, db };
  };

  function startBff(): Process {
    const self: Process = { alive: true, pausedUntil: 0, skew: 0, late: false };
    const runner = new JobRunner({
      labels,
      queue: queueOf(twin),
      handlers: handlersOf(self),
      now: () => events.now + self.skew,
      elapsed: () => events.now,
      random: events.random,
      every: (ms, go) => events.every(self, ms, go),
      report: () => {},
    });
    const seen = seenBy(self);
    const work = async () => {
      for (;;) if (!(await runner.step(seen))) await events.wait(self, 1000 + events.upTo(6000));
    };
    void work();
    void work();
    return self;
  }

  /** A verb: the row and its job in one transaction, then the answer. */
  async function wish(kind: 'zone' | 'order' | 'plain', number: number): Promise<void> {
    const self: Process = { alive: true, pausedUntil: 0, skew: 0, late: false };
    const object = kind === 'zone' ? `zone ${number % 2}` : `${kind} ${number}`;
    const acknowledge = (version = 0) => {
      if (kind === 'zone') wishes.zones.set(object, Math.max(version, wishes.zones.get(object) ?? 0));
      else wishes.orders.add(object);
    };
    await events.wait(self, events.upTo(25_000));
    if (twin === 'answer before commit') acknowledge(1);
    await events.wait(self, events.upTo(20));
    if (events.chance(0.1)) return void (self.alive = false);
    let version = 0;
    await label.db.transaction(async (tx) => {
      if (kind === 'zone') {
        const one = { id: object, wished: 1, served: 0 };
        const set = { wished: sql`${zones.wished} + 1` };
        const [row] = await tx.insert(zones).values(one).onConflictDoUpdate({ target: zones.id, set }).returning();
        version = row!.wished;
      }
      await tx.insert(jobTable).values(jobRows([{ kind, object }], new Date(events.now)));
    });
    acknowledge(version);
  }

  const bffs = [startBff(), startBff()];
  const kinds = ['zone', 'zone', 'zone', 'order', 'order', clocksJump ? 'order' : 'plain'] as const;
  for (const [number, kind] of kinds.entries()) void wish(kind, number);

  const trouble = events.now + 30_000;
  while (events.now < trouble) {
    const at = events.upTo(bffs.length - 1);
    const self = bffs[at]!;
    if (!self.late && events.chance(0.01)) {
      self.alive = false;
      bffs[at] = startBff();
    } else if (events.chance(0.01)) self.pausedUntil = events.now + events.upTo(40_000);
    else if (clocksJump && events.chance(0.005)) self.skew = (events.random() - 0.5) * 7_200_000;
    if (!(await events.step())) break;
  }
  systems.calm = true;
  for (const self of bffs) self.skew = 0;
  // A runner that is built right ends within some hundred steps.
  const end = events.now + 4 * 3_600_000;
  let left = 30_000;
  const isOpen = async () =>
    bffs.some(({ pausedUntil }) => pausedUntil > events.now) ||
    (await label.db.select({ id: jobTable.id }).from(jobTable).where(ne(jobTable.state, 'done')).limit(1)).length > 0;
  // What was told late shows within two leases.
  for (let quiet = events.now; events.now < end && events.now < quiet + 30_000 && left > 0; left -= 20) {
    for (let steps = 0; steps < 20; steps += 1) await events.step();
    if (await isOpen()) quiet = events.now;
  }
  for (const self of bffs) self.alive = false;
  return wrongs();

  async function wrongs(): Promise<string[]> {
    const found: string[] = [];
    for (const { id, kind, state } of await label.db.select().from(jobTable).where(ne(jobTable.state, 'done')))
      found.push(`${kind} job ${id} is ${state} for ever`);
    for (const row of await label.db.select().from(zones)) {
      if (systems.served.get(row.id) !== row.wished)
        found.push(`${row.id}: ${row.wished} is wished, ${systems.served.get(row.id)} is served`);
      if (row.served !== row.wished)
        found.push(`${row.id}: ${row.wished} is wished, ${row.served} is said to be served`);
    }
    const rows = new Map((await label.db.select().from(zones)).map(({ id, wished }) => [id, wished]));
    for (const [id, version] of wishes.zones)
      if ((rows.get(id) ?? 0) < version) found.push(`${id}: the acknowledged version ${version} is lost`);
    for (const order of wishes.orders)
      if (!systems.effects.has(order)) found.push(`${order} was acknowledged and never carried out`);
    for (const [order, count] of systems.effects)
      if (count !== 1) found.push(`${order} was carried out ${count} times`);
    return found;
  }
}
