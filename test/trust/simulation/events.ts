/** Numbers from one seed (mulberry32): the same history each time. */
export function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A program of the simulated world. What it awaits goes on only while it lives and is not paused. */
export interface Process {
  alive: boolean;
  pausedUntil: number;
  /** How far its clock is off, in ms. */
  skew: number;
  /** It sent something after a sleep: if it died now, nobody would know. */
  late: boolean;
}

interface Waiting {
  readonly process: Process | undefined;
  at: number;
  readonly go: () => void;
  /** Again after so many ms. */
  readonly every?: number;
}

/** Time and the order of things, both made up: what is due is taken in any order. */
export class Events {
  now = Date.UTC(2026, 10, 24);
  readonly random: () => number;
  #waiting: Waiting[] = [];

  constructor(random: () => number) {
    this.random = random;
  }

  /** Between 0 and `most`. */
  upTo(most: number): number {
    return Math.floor(this.random() * (most + 1));
  }

  chance(probability: number): boolean {
    return this.random() < probability;
  }

  /** Goes on at some moment from `ms` from now on; never, when the process dies before. */
  wait(process: Process, ms = 0): Promise<void> {
    return new Promise((go) => this.#waiting.push({ process, at: this.now + ms, go }));
  }

  /** Happens in the world, whoever lives. */
  later(ms: number, go: () => void): void {
    this.#waiting.push({ process: undefined, at: this.now + ms, go });
  }

  every(process: Process, ms: number, go: () => void): () => void {
    const waiting: Waiting = { process, at: this.now + ms, go, every: ms };
    this.#waiting.push(waiting);
    return () => void (this.#waiting = this.#waiting.filter((one) => one !== waiting));
  }

  /** One thing happens, or time passes; false when nothing is left that could happen. */
  async step(): Promise<boolean> {
    this.#waiting = this.#waiting.filter(({ process }) => process?.alive ?? true);
    this.now += this.upTo(10);
    const open = (one: Waiting) => one.at <= this.now && (one.process?.pausedUntil ?? 0) <= this.now;
    const due = this.#waiting.filter(open);
    if (!due.length) {
      const next = Math.min(...this.#waiting.map(({ at, process }) => Math.max(at, process?.pausedUntil ?? 0)));
      if (next === Infinity) return false;
      this.now = Math.max(this.now, next);
      return true;
    }
    // The world does not wait; among programs anyone may be the next.
    const happening = due.filter(({ process }) => !process).sort((a, b) => a.at - b.at);
    const chosen = happening[0] ?? due[this.upTo(due.length - 1)]!;
    if (chosen.every === undefined) this.#waiting = this.#waiting.filter((one) => one !== chosen);
    else chosen.at = this.now + chosen.every;
    chosen.go();
    // Everything up to the next wait; databases in memory and promises need no more than this turn.
    await new Promise((resolve) => setImmediate(resolve));
    return true;
  }
}
