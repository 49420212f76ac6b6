/** What a clock may gain between two looks before it counts as put forward, in ms. */
const drift = 1000;

/** Notices that the clock was put forward: what should come after a wait by it comes too early then. */
export class ClockWatch {
  readonly #now: () => number;
  readonly #elapsed: () => number;
  #ahead: number;
  #jumpedAt = -Infinity;

  constructor(now: () => number, elapsed: () => number) {
    this.#now = now;
    this.#elapsed = elapsed;
    this.#ahead = now() - elapsed();
  }

  /** Compares the clock with the time that passed; before anything is done because its time has come. */
  look(): void {
    const ahead = this.#now() - this.#elapsed();
    if (ahead > this.#ahead + drift) this.#jumpedAt = this.#elapsed();
    this.#ahead = ahead;
  }

  /** Whether it was put forward in the last so many ms. */
  jumpedWithin(ms: number): boolean {
    this.look();
    return this.#elapsed() - this.#jumpedAt <= ms;
  }
}
