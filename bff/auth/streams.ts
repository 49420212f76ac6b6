import { settingsOf } from '../http/bind.ts';
import type { Deps } from '../http/env.ts';
import type { Lease } from '../store/labels.ts';
import { livingSessions } from './session.ts';

/** How often the sessions of open streams are looked at, in ms: what is revoked is over within a second, wherever that happened. */
const round = 400;

interface Listener {
  /** The session has ended. */
  over(): void;
  /** The label decides otherwise than before what may be done. */
  decided(): void;
}
interface Held extends Listener {
  readonly session: string;
}

/**
 * What becomes of open streams: they end with their session, and hear when the label switched something on or off. A request
 * is checked when it comes, a stream would go on. One question a label, however many listen.
 */
export class OpenStreams {
  readonly #deps: Pick<Deps, 'control' | 'labels' | 'now'>;
  readonly #held = new Map<string, Set<Held>>();

  constructor(deps: Pick<Deps, 'control' | 'labels' | 'now'>) {
    this.#deps = deps;
  }

  /** Calls one of the listener's two once; answers how to stop looking. */
  hold(labelId: string, session: string, listener: Listener): () => void {
    let held = this.#held.get(labelId);
    if (!held) {
      held = new Set();
      this.#held.set(labelId, held);
      void this.#watch(labelId, held);
    }
    const one: Held = { session, ...listener };
    held.add(one);
    return () => void held.delete(one);
  }

  async #watch(labelId: string, held: Set<Held>): Promise<void> {
    const { control, labels, now } = this.#deps;
    let lease: Lease | undefined;
    let policy: string | undefined;
    do {
      await new Promise((resolve) => setTimeout(resolve, round));
      const asked = [...held];
      if (!asked.length) break;
      try {
        // Kept while somebody listens, so that the database is not opened anew each round.
        lease ??= await labels.acquire(labelId);
        const entry = await control.label(labelId);
        const ids = asked.map(({ session }) => session);
        const living = entry && (await livingSessions({ db: lease.label.db, entry }, ids, now()));
        for (const one of asked)
          if (!living?.has(one.session)) {
            held.delete(one);
            one.over();
          }
        const decided = JSON.stringify((await settingsOf(lease.label, now())).policy);
        const before = (policy ??= decided);
        policy = decided;
        if (before === decided) continue;
        // Whoever came meanwhile asks once too often.
        for (const one of held) one.decided();
        held.clear();
      } catch {
        // The database is away: who asks hears it by himself.
        lease?.release();
        lease = undefined;
      }
    } while (held.size);
    lease?.release();
    this.#held.delete(labelId);
  }
}
