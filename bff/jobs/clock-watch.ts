/** What a clock may gain or lose between two looks before it counts as moved, in ms. */
const drift = 1000;
/** How long the clock before it was put back is gone by, in ms: whoever else has the same jobs may still have it. */
const remembered = 3_600_000;

/** Notices that the clock was moved: put forward, what should come after a wait comes too early; put back, what is put for later would be due at once elsewhere. */
export class ClockWatch {
  readonly #now: () => number;
  readonly #elapsed: () => number;
  #ahead: number;
  /** What the clock passed over when it was put forward, and when that was. */
  #skipped = { from: Infinity, to: -Infinity, at: -Infinity };
  /** The clock as it was before it was put back, and when that was. */
  #before = { ahead: -Infinity, at: -Infinity };

  constructor(now: () => number, elapsed: () => number) {
    this.#now = now;
    this.#elapsed = elapsed;
    this.#ahead = now() - elapsed();
  }

  /** Compares the clock with the time that passed; before anything is done because its time has come. */
  look(): void {
    const at = this.#elapsed();
    const ahead = this.#now() - at;
    if (ahead > this.#ahead + drift) this.#skipped = { from: this.#ahead + at, to: ahead + at, at };
    if (ahead < this.#ahead - drift && this.#ahead > this.#before.ahead) this.#before = { ahead: this.#ahead, at };
    this.#ahead = ahead;
    if (at - this.#before.at > remembered) this.#before = { ahead: -Infinity, at: -Infinity };
  }

  /** Whether it was put forward over this time, in the last so many ms. */
  skipped(time: number, ms: number): boolean {
    this.look();
    const { from, to, at } = this.#skipped;
    return time > from && time < to && this.#elapsed() - at <= ms;
  }

  /** The time now, by the clock before it was put back where that was not long ago. */
  latest(): number {
    this.look();
    return Math.max(this.#now(), this.#before.ahead + this.#elapsed());
  }
}
