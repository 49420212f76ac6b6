import type { Events, Process } from './events.ts';

/** How long a connector waits for an answer, in ms. */
export const callTime = 3000;
/** A server that hung carries out what it was asked this much later at most, in ms: nobody waits for the answer any more. */
const longestTravel = 25_000;

/** The systems out there, as bad as they come: requests and answers get lost or are slow, and a repetition is a repetition. */
export class Systems {
  /** Zone → the version that its name server serves. */
  readonly served = new Map<string, number>();
  /** Order → how often it was carried out. */
  readonly effects = new Map<string, number>();
  readonly #keys = new Set<string>();
  readonly #events: Events;
  calm = false;

  constructor(events: Events) {
    this.#events = events;
  }

  /** The whole zone; the last that arrives is what is served. */
  put(from: Process, zone: string, version: number): Promise<void> {
    return this.#call(from, () => void this.served.set(zone, version), true);
  }

  /** Once for each key, however often it comes. */
  carryOut(from: Process, order: string, key: string): Promise<void> {
    return this.#call(
      from,
      () => {
        if (!this.#keys.has(key)) this.#count(order);
        this.#keys.add(key);
      },
      true,
    );
  }

  /** A system of the old kind: knows no keys, but can be asked. */
  carryOutPlain(from: Process, order: string): Promise<void> {
    return this.#call(from, () => this.#count(order));
  }

  isCarriedOut(from: Process, order: string): Promise<boolean> {
    return this.#call(from, () => this.effects.has(order));
  }

  #count(order: string): void {
    this.effects.set(order, (this.effects.get(order) ?? 0) + 1);
  }

  async #call<T>(from: Process, carryOut: () => T, mayBeLate = false): Promise<T> {
    const events = this.#events;
    const bad = (probability: number) => !this.calm && events.chance(probability);
    let answer: { value: T } | undefined;
    let took: number;
    // The process is stopped between its last look at the clock and the sending, and sends when it wakes.
    if (mayBeLate && bad(0.02)) {
      from.late = true;
      from.pausedUntil = Math.max(from.pausedUntil, events.now + events.upTo(120_000));
      await events.wait(from);
    }
    const [requestLost, answerLost] = [bad(0.1), bad(0.15)];
    const repeated = !requestLost && bad(0.05) && mayBeLate;
    const slow = !requestLost && mayBeLate && bad(0.05);
    const travel = events.upTo(slow ? longestTravel : callTime / 2);
    if (!requestLost) events.later(travel, () => (answer = { value: carryOut() }));
    if (repeated) events.later(travel, carryOut);
    if (requestLost || answerLost || slow) took = callTime;
    else took = travel + events.upTo(callTime / 2);
    await events.wait(from, took);
    if (requestLost || answerLost || slow || !answer) throw new Error('no answer in time');
    return answer.value;
  }
}
