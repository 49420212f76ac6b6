import { eq, gt, lt, or, sql } from 'drizzle-orm';
import { dailyRounds } from '../store/control.schema.ts';
import type { Control } from '../store/control.ts';
import type { LabelHandle, Labels } from '../store/labels.ts';

/** How often is looked whether a label's day has begun, in ms. */
const often = 3_600_000;

interface Options {
  readonly control: Control;
  readonly labels: Labels;
  readonly now: () => number;
  /** Writes what is due this day; true when jobs were among it. */
  readonly round: (label: LabelHandle) => Promise<boolean>;
  readonly wake: (labelId: string) => void;
  readonly report: (name: string, facts: Readonly<Record<string, string>>) => void;
  /** How long after the start the first one comes, in ms; a start has enough to do. */
  readonly first?: number;
  /** True when it shall go no further. */
  readonly stopped?: () => boolean;
}

const dayAt = (ms: number) => new Date(ms).toISOString().slice(0, 10);

/** Goes round all labels once: those whose round of today nobody has made. */
export async function roundOfDay({ control, labels, now, round, wake, report, stopped }: Options): Promise<void> {
  const day = dayAt(now());
  // One from the future was made before the clock was put back.
  const tomorrow = dayAt(now() + 86_400_000);
  for (const { id } of await control.labels()) {
    if (stopped?.()) return;
    // Of several processes one gets it.
    const [ours] = await control.db
      .insert(dailyRounds)
      .values({ labelId: id, day })
      .onConflictDoUpdate({
        target: dailyRounds.labelId,
        set: { day },
        setWhere: or(lt(dailyRounds.day, day), gt(dailyRounds.day, tomorrow))!,
      })
      .returning({ id: dailyRounds.labelId });
    if (!ours) continue;
    try {
      if (await labels.use(id, round)) wake(id);
    } catch (error) {
      report('daily_failed', { label: id, error: error instanceof Error ? error.name : 'unknown' });
      await control.db
        .update(dailyRounds)
        .set({ day: sql`''` })
        .where(eq(dailyRounds.labelId, id));
    }
  }
}

/** Makes the rounds until it is told to stop. */
export function daily(options: Options): () => Promise<void> {
  let running: Promise<void> = Promise.resolve();
  let over = false;
  const go = () => {
    running = running
      .then(() => roundOfDay({ ...options, stopped: () => over }))
      .catch(() => options.report('daily_failed', {}));
  };
  const timers = [setTimeout(go, options.first ?? 10_000), setInterval(go, often)];
  for (const timer of timers) if (typeof timer === 'object') timer.unref?.();
  return async () => {
    over = true;
    for (const timer of timers) clearTimeout(timer);
    await running;
  };
}
