import { Unreachable } from './call.ts';

/** After so many failures in a row a system counts as down. */
const most = 5;
/** How often one call finds out whether it is back, and how often one may that a person asked for, in ms. */
const probeTime = 30_000;
const insistTime = 1000;

export interface BreakerOptions {
  /** Never goes back, as a clock on the wall may. */
  readonly now: () => number;
  readonly report: (name: 'breaker_opened' | 'breaker_closed') => void;
  readonly probeEvery?: number | undefined;
}

/** Spares a system that is down, and those who would wait for it: open, it lets one call through now and then. */
export class Breaker {
  readonly #options: BreakerOptions;
  readonly #probeEvery: number;
  #failures = 0;
  #failedAt = -Infinity;
  /** Undefined while it is closed. */
  #probedAt: number | undefined;

  constructor(options: BreakerOptions) {
    this.#options = options;
    this.#probeEvery = options.probeEvery ?? probeTime;
  }

  get open(): boolean {
    return this.#probedAt !== undefined;
  }

  /** The next call would find out whether the system is back. */
  get due(): boolean {
    return this.#rested(this.#probeEvery);
  }

  /** Whether a call may begin now. */
  admits(insists = false): boolean {
    if (this.#probedAt === undefined) return true;
    if (!this.#rested(insists ? Math.min(insistTime, this.#probeEvery) : this.#probeEvery)) return false;
    this.#probedAt = this.#options.now();
    return true;
  }

  succeeded(): void {
    this.#failures = 0;
    if (this.#probedAt === undefined) return;
    this.#probedAt = undefined;
    this.#options.report('breaker_closed');
  }

  failed(began: number): void {
    // Calls that were under way together tell of one trouble, not of many.
    if (began < this.#failedAt) return;
    this.#failedAt = this.#options.now();
    this.#failures += 1;
    if (this.#failures < most || this.#probedAt !== undefined) return;
    this.#probedAt = this.#failedAt;
    this.#options.report('breaker_opened');
  }

  #rested(ms: number): boolean {
    return this.#probedAt !== undefined && this.#options.now() - this.#probedAt >= ms;
  }
}

const codeOf = (error: unknown): unknown => (error instanceof Error && 'code' in error ? error.code : undefined);
/** The system is there, and said that it is worth another try later. */
const answered = (error: unknown): boolean => error instanceof Error && 'answered' in error && error.answered === true;
const insists = (argument: unknown): boolean =>
  typeof argument === 'object' && argument !== null && 'insists' in argument && argument.insists === true;

/** The same connector behind a breaker: while that is open its calls fail at once, as unreachable. */
export function guarded<Port extends object>(port: Port, breaker: Breaker, now: BreakerOptions['now']): Port {
  return new Proxy(port, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name);
      if (typeof value !== 'function') return value;
      return async (...args: unknown[]) => {
        if (name === 'close') return value.apply(target, args) as unknown;
        if (!breaker.admits(args.some(insists)))
          throw new Unreachable('the system is down, and left alone for a while');
        const began = now();
        try {
          const answer: unknown = await value.apply(target, args);
          breaker.succeeded();
          return answer;
        } catch (error) {
          const code = codeOf(error);
          if (code === 'unreachable' && !answered(error)) breaker.failed(began);
          // A system that says no is there. One that was not asked said nothing.
          else if (code !== undefined && code !== 'lease_lost') breaker.succeeded();
          throw error;
        }
      };
    },
  });
}

export interface BreakingOptions {
  readonly report: BreakerOptions['report'];
  /** The system may be back: so many of those who wait for it shall come, or all. */
  readonly wanted: (many?: number) => void;
  readonly probeEvery?: number;
}

/** A connector with a breaker of its own. Those who wait are called: none waits longer than to the next probe because it failed often. */
export function breaking<Port extends object>(port: Port, { report, wanted, probeEvery = probeTime }: BreakingOptions) {
  const now = () => performance.now();
  let probing: ReturnType<typeof setInterval> | undefined;
  const breaker = new Breaker({
    now,
    probeEvery,
    report: (name) => {
      clearInterval(probing);
      if (name === 'breaker_opened') {
        probing = setInterval(() => breaker.due && wanted(1), Math.min(1000, probeEvery / 4));
        if (typeof probing === 'object') probing.unref?.();
      }
      report(name);
      if (name === 'breaker_closed') wanted();
    },
  });
  return { port: guarded(port, breaker, now), breaker };
}
