/** Something of a customer has changed; panels that show it read it again. */
export interface Change {
  readonly kind:
    | 'domains.dns'
    | 'domains.domain'
    | 'domains.bulk'
    | 'mail.mailbox'
    | 'mail.import'
    | 'mail.use'
    | 'mail.forward';
  readonly id: string;
}
interface Listener {
  heard(change: Change): void;
  /** This process stops: who listens comes again, to another one. */
  ended(): void;
}

/** News for open panels. Only of this process: a panel reads again while something is pending, so news may be lost. */
export class Changes {
  readonly #listeners = new Map<string, Set<Listener>>();
  #over = false;

  get listening(): number {
    return [...this.#listeners.values()].reduce((sum, { size }) => sum + size, 0);
  }

  subscribe(labelId: string, customerId: string, listener: Listener): () => void {
    if (this.#over) listener.ended();
    const key = `${labelId} ${customerId}`;
    const listeners = this.#listeners.get(key) ?? new Set();
    listeners.add(listener);
    this.#listeners.set(key, listeners);
    return () => {
      listeners.delete(listener);
      if (listeners.size === 0 && this.#listeners.get(key) === listeners) this.#listeners.delete(key);
    };
  }

  publish(labelId: string, customerId: string, change: Change): void {
    for (const { heard } of this.#listeners.get(`${labelId} ${customerId}`) ?? []) heard(change);
  }

  end(): void {
    this.#over = true;
    for (const listeners of this.#listeners.values()) for (const { ended } of listeners) ended();
  }
}
