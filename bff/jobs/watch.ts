import { eq, gt, lt, or } from 'drizzle-orm';
import type { Control } from '../store/control.ts';
import { heartbeats } from '../store/control.schema.ts';
import type { JobRunner } from './runner.ts';

const beat = 5000;
/** A process that was silent this long is taken for dead, in ms. */
const silent = 15_000;

/** So many labels are looked at together, for so long at most before it is the next ones' turn, in ms. */
const together = 8;
const longestTurn = 100;
const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

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
    const ids = (await control.labels()).map(({ id }) => id);
    for (let at = 0; at < ids.length; at += together) {
      if (stopped) return;
      const some = ids.slice(at, at + together);
      for (const id of some) runner.wake(id);
      const began = performance.now();
      // A system that hangs holds up nobody's turn.
      await Promise.race([Promise.all(some.map((id) => runner.idle(id))), pause(longestTurn)]);
      // Half of the time is for customers.
      await pause(performance.now() - began);
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
