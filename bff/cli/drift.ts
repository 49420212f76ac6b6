import { asc, eq } from 'drizzle-orm';
import { dailyDrift } from '../domains/drift/job.ts';
import { drifts } from '../domains/drift/schema.ts';
import { domains } from '../domains/schema.ts';
import { forgetRestore } from '../jobs/restored.ts';
import { type Command, inLabel } from './input.ts';

/** Where registry and name servers have something else than stands here. */
export const driftCommands: readonly Command[] = [
  {
    words: 'drift list',
    usage: '<label id>',
    help: 'what registry and name servers had otherwise when they were last asked',
    run: ([id], { store }) =>
      inLabel(store, id, async ({ db }) => {
        const rows = await db
          .select({
            ...{ domain: domains.name, kind: drifts.kind, subject: drifts.subject },
            ...{ ours: drifts.ours, theirs: drifts.theirs, since: drifts.foundAt },
          })
          .from(drifts)
          .innerJoin(domains, eq(domains.id, drifts.domainId))
          .orderBy(asc(domains.name), asc(drifts.kind), asc(drifts.subject));
        return rows.map(({ since, ...row }) => ({ ...row, since: since.toISOString() }));
      }),
  },
  {
    words: 'drift check',
    usage: '<label id>',
    help: 'have all domains of a label compared now, by the BFF that runs; as every night',
    run: ([id], { store }) => inLabel(store, id, async (label) => ({ queued: await dailyDrift(label, Date.now()) })),
  },
  {
    words: 'drift resume',
    usage: '<label id>',
    help: 'let the nights settle differences again after a restore; jobs that it held are given up',
    run: ([id], { store }) =>
      inLabel(store, id, async ({ db }) => ({ abandoned: await db.transaction(forgetRestore) })),
  },
];
