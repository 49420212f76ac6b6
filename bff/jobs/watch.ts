import { eq, gt, lt, or } from 'drizzle-orm';
import type { Control } from '../store/control.ts';
import { heartbeats } from '../store/control.schema.ts';
import type { JobRunner } from './runner.ts';

const beat = 5000;
/** A process that was silent this long is taken for dead, in ms. */
const silent = 15_000;

/** Leaves word for the processes that run jobs: this one ends before it could run those that it wrote. */
export const leaveJobs = (control: Control): Promise<unknown> =>
  control.db.insert(heartbeats).values({ process: crypto.randomUUID(), at: new Date(0) });

/**
 * Finds jobs that no commit of this process told of: those from before the start, and those of a process that died.
 * Both times every label is looked at once.
 */
export function watch(
  control: Control,
  runner: JobRunner,
  now: () => number,
  report: (name: string) => void,
): () => Promise<void> {
  const id = crypto.randomUUID();
  let stopped = false;
  let running: Promise<void> = Promise.resolve();

  const scan = async () => {
    for (const label of await control.labels()) {
      if (stopped) return;
      runner.wake(label.id);
    }
  };
  const sayAlive = async () => {
    const at = new Date(now());
    await control.db
      .insert(heartbeats)
      .values({ process: id, at })
      .onConflictDoUpdate({ target: heartbeats.process, set: { at } });
  };
  const round = async () => {
    await sayAlive();
    // Only one of the living gets the dead one's row, and with it the work.
    const dead = await control.db
      .delete(heartbeats)
      .where(
        // One from the future was left before the clock was put back; who lives writes it anew.
        or(lt(heartbeats.at, new Date(now() - silent)), gt(heartbeats.at, new Date(now() + silent))),
      )
      .returning({ process: heartbeats.process });
    if (dead.length) await scan();
  };
  const guarded = (body: () => Promise<void>) => body().catch(() => report('watch_failed'));
  // Said before the first job: nobody would miss one who dies young.
  running = guarded(sayAlive).then(() => guarded(scan));
  const timer = setInterval(() => {
    running = running.then(() => guarded(round));
  }, beat);

  return async () => {
    stopped = true;
    clearInterval(timer);
    await running;
    // Jobs that wait for their time, or came last, are left to the others.
    await guarded(async () => {
      await control.db
        .update(heartbeats)
        .set({ at: new Date(0) })
        .where(eq(heartbeats.process, id));
    });
  };
}
