/**
 * Whether a server answers. After a failure nothing is sent before it has answered a read: a server that hung carries
 * out what it was sent meanwhile, and each `begin` among it would hold the lock for seconds with nobody behind it.
 */
export class Reach {
  #lost = false;
  #asking: Promise<void> | undefined;

  lose(): void {
    this.#lost = true;
  }

  /** Rejects while the server does not answer. */
  async check(read: () => Promise<unknown>): Promise<void> {
    if (!this.#lost) return;
    this.#asking ??= read()
      .then(() => void (this.#lost = false))
      .finally(() => (this.#asking = undefined));
    await this.#asking;
  }
}
