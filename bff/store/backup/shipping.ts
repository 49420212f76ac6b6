import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Control } from '../control.ts';
import type { Driver } from '../client.ts';
import { libsqlDriver } from '../driver-libsql.ts';
import { databasePath } from '../open.ts';
import { isBusy } from '../values.ts';
import type { Archive } from './archive.ts';
import { Shipper } from './shipper.ts';

/** How often it is looked whether something was written, in ms. */
const round = 2000;
const day = 86_400_000;
/** So long backups are kept, in ms. */
const kept = 35 * day;

export interface ShippingOptions {
  readonly data: string;
  readonly archive: Archive;
  readonly now: () => number;
}

/**
 * Ships what is written to all databases of a data folder to where backups are. Of several processes on one folder one does
 * it: whoever holds a lock, which the system takes from it when it ends, however it ends.
 */
export class Shipping {
  readonly #options: ShippingOptions;
  readonly #shippers = new Map<string, { readonly shipper: Shipper; seen: string }>();
  readonly #failing = new Set<string>();
  #lock: Driver | undefined;
  #leads = false;
  #complete: number | undefined;
  #pruned = 0;
  #stopped = false;
  #going: Promise<void> = Promise.resolve();

  constructor(options: ShippingOptions) {
    this.#options = options;
  }

  /** Ms since all that was committed then was shipped; undefined in a process that does not ship. */
  age(): number | undefined {
    return this.#complete === undefined ? undefined : Math.max(0, this.#options.now() - this.#complete);
  }

  /** Begins to ship. Answers how to stop. */
  start(control: Control, report: (name: string, facts: { readonly database: string }) => void): () => Promise<void> {
    let busy = false;
    const turn = async () => {
      if (busy || this.#stopped || !this.#lead()) return;
      busy = true;
      this.#going = this.#round(control, report)
        .catch(() => report('backup_failed', { database: 'control' }))
        .finally(() => (busy = false));
      await this.#going;
    };
    const timer = setInterval(() => void turn(), round);
    timer.unref?.();
    void turn();
    return async () => {
      clearInterval(timer);
      this.#stopped = true;
      await this.#going;
    };
  }

  /** A database is about to be closed: its last close would throw its log away. */
  async closing(name: string): Promise<void> {
    if (this.#leads) await this.#shipper(name).shipper.close();
  }

  close(): void {
    this.#leads = false;
    if (this.#lock?.inTransaction) this.#lock.exec('rollback');
    this.#lock?.close();
  }

  async #round(control: Control, report: (name: string, facts: { readonly database: string }) => void): Promise<void> {
    const { now, archive } = this.#options;
    const began = now();
    const names = ['control', ...(await control.labels()).map(({ id }) => id)];
    const prune = began - this.#pruned > day;
    let complete = true;
    for (const name of names) {
      if (this.#stopped) return;
      try {
        await this.#ship(name);
        if (prune) await archive.prune(name, began - kept);
        if (this.#failing.delete(name)) report('backup_resumed', { database: name });
      } catch {
        complete = false;
        if (!this.#failing.has(name)) report('backup_failed', { database: name });
        this.#failing.add(name);
      }
    }
    if (prune) this.#pruned = began;
    if (complete) this.#complete = began;
  }

  async #ship(name: string): Promise<void> {
    const entry = this.#shipper(name);
    const path = databasePath(this.#options.data, name);
    const seen = await look(`${path}-wal`);
    if (seen === entry.seen) return;
    await entry.shipper.ship();
    entry.seen = seen;
  }

  #shipper(name: string) {
    const { data, archive, now } = this.#options;
    let entry = this.#shippers.get(name);
    if (!entry) {
      entry = { shipper: new Shipper(name, databasePath(data, name), archive, now), seen: '' };
      this.#shippers.set(name, entry);
    }
    return entry;
  }

  #lead(): boolean {
    if (this.#leads) return true;
    try {
      this.#lock ??= libsqlDriver(join(this.#options.data, 'shipping.db'));
      this.#lock.exec('begin exclusive');
      this.#leads = true;
    } catch (error) {
      if (!isBusy(error)) throw error;
    }
    return this.#leads;
  }
}

const look = async (path: string): Promise<string> => {
  const found = await stat(path, { bigint: true }).catch(() => undefined);
  return found ? `${found.ino} ${found.size} ${found.mtimeNs}` : 'none';
};
