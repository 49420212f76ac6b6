import type { Control } from './control.ts';
import type { Labels } from './labels.ts';
import type { Databases } from './open.ts';

/** How often every label's database is looked at, in ms. */
const round = 5000;

export interface PatrolOptions {
  readonly control: Control;
  readonly labels: Labels;
  readonly check: NonNullable<Databases['check']>;
  /** Told once when a database is found lost or damaged, and once when it is whole again. */
  readonly report: (name: string, facts: { readonly label: string; readonly reason?: string }) => void;
}

/**
 * Looks at the databases of all labels, also of those that nobody asks for. One whose file is gone is closed: the system
 * would let us write on into a file that no start finds again. Answers how to stop, and how many are lost.
 */
export function patrol({ control, labels, check, report }: PatrolOptions) {
  const lost = new Map<string, string>();
  let stopped = false;
  let going: Promise<void> = Promise.resolve();

  const look = async () => {
    for (const { id } of await control.labels()) {
      if (stopped) return;
      const reason = await check(id);
      if (reason === lost.get(id)) continue;
      if (reason === undefined) {
        lost.delete(id);
        report('database_found', { label: id });
      } else {
        lost.set(id, reason);
        await labels.close(id);
        report('database_lost', { label: id, reason });
      }
    }
  };
  // The control database is away: every request says so by itself.
  const timer = setInterval(() => (going = going.then(look, () => {}).catch(() => {})), round);
  timer.unref?.();
  return {
    lost: () => lost.size,
    async stop() {
      stopped = true;
      clearInterval(timer);
      await going;
    },
  };
}
