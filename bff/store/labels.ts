import type { Db, Opened } from './database.ts';
import { migrate, type Migration } from './migrate.ts';

/** A label whose database is open; the only way to its data. */
export interface LabelHandle {
  readonly id: string;
  readonly db: Db;
  readonly client: Opened['client'];
}

/** A label in use: give it back when the request or job is over. */
export interface Lease {
  readonly label: LabelHandle;
  release(): void;
}

interface Entry {
  readonly opening: Promise<LabelHandle>;
  users: number;
}

// A closed database gives its files back between two turns of the event loop, which synchronous databases never make:
// whoever walks through all labels would hold all their files.
const turnAfter = 16;
const turn = () => new Promise<void>((resolve) => setTimeout(resolve));

export interface LabelsOptions {
  open(id: string): Opened;
  /** Makes a database, true when its tables are there at once; where it is missing, they are there by themselves. */
  make?(id: string, migrations: readonly Migration[]): Promise<boolean>;
  migrations: readonly Migration[];
  /** Before one is closed. */
  closing?(id: string): Promise<void>;
  /** How many idle label databases stay open. */
  keep?: number;
}

/** The open label databases: opened and migrated at first use, the longest idle closed when there are too many. */
export class Labels {
  readonly #options: LabelsOptions;
  readonly #entries = new Map<string, Entry>();
  #evicted = 0;

  constructor(options: LabelsOptions) {
    this.#options = options;
  }

  get open(): number {
    return this.#entries.size;
  }

  async acquire(id: string): Promise<Lease> {
    let entry = this.#entries.get(id);
    if (entry) this.#entries.delete(id);
    else entry = { opening: this.#open(id), users: 0 };
    // Map order = age of last use.
    this.#entries.set(id, entry);
    entry.users += 1;
    try {
      const label = await entry.opening;
      let held = true;
      return {
        label,
        release: () => {
          if (!held) return;
          held = false;
          entry.users -= 1;
          this.#evict();
        },
      };
    } catch (error) {
      entry.users -= 1;
      // The next request tries anew: the disk or server may be back.
      if (this.#entries.get(id) === entry) this.#entries.delete(id);
      throw error;
    }
  }

  /** Makes the database of a new label, with its tables. */
  async make(id: string): Promise<void> {
    if (await this.#options.make?.(id, this.#options.migrations)) return;
    await this.use(id, async () => {});
  }

  /** Runs `body` with the label, and gives it back whatever happens. */
  async use<T>(id: string, body: (label: LabelHandle) => Promise<T>): Promise<T> {
    const { label, release } = await this.acquire(id);
    try {
      return await body(label);
    } finally {
      release();
    }
  }

  /** Closes one, or all. Whoever has it in use gets errors from then on. */
  async close(id?: string): Promise<void> {
    const entries = [...this.#entries].filter(([one]) => id === undefined || one === id);
    for (const [one] of entries) this.#entries.delete(one);
    for (const [, { opening }] of entries) await this.#close(opening);
  }

  async #open(id: string): Promise<LabelHandle> {
    if (this.#evicted >= turnAfter) {
      this.#evicted = 0;
      await turn();
    }
    const { db, client } = this.#options.open(id);
    try {
      await migrate(client, this.#options.migrations);
      return { id, db, client };
    } catch (error) {
      client.close();
      throw error;
    }
  }

  async #close(opening: Entry['opening']): Promise<void> {
    try {
      const { id, client } = await opening;
      await this.#options.closing?.(id).catch(() => {});
      client.close();
    } catch {
      // It never opened.
    }
  }

  #evict(): void {
    const keep = this.#options.keep ?? 500;
    if (this.#entries.size <= keep) return;
    for (const [id, entry] of this.#entries) {
      if (this.#entries.size <= keep) return;
      if (entry.users > 0) continue;
      this.#entries.delete(id);
      this.#evicted += 1;
      void this.#close(entry.opening);
    }
  }
}
