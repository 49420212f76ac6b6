import { open, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate as turn, setTimeout as pause } from 'node:timers/promises';
import type { Driver } from '../client.ts';
import { libsqlDriver } from '../driver-libsql.ts';
import { isBusy } from '../values.ts';
import type { Archive, Chain } from './archive.ts';
import { committed, headerSize, readHeader, type Sums } from './wal.ts';

/** Where we are in the log of a database. */
interface Place {
  readonly chain: Chain;
  /** The next piece, and the log that the last one belongs to. */
  readonly number: number;
  readonly log: number;
  readonly salt: string | undefined;
  /** Up to here the chain has what the log says. */
  readonly offset: number;
  readonly sums: Sums;
  /** The chain has the log from its beginning; else its first part is in the copy. */
  readonly whole: boolean;
  /** All of the log is in the database file, which looks like this: so a log that begins anew follows on what we have. */
  readonly settled: string | undefined;
  /** Bytes of pieces in this chain. */
  readonly shipped: number;
}
interface Found {
  readonly place: Place;
  readonly bytes: Buffer;
}

/** Bytes of a log at which it is put into the database file, so that it begins anew; and at which it is, shipped or not. */
const longLog = 4 * 1024 * 1024;
const longestLog = 64 * 1024 * 1024;
/** A chain is this old, in ms, or has this many bytes more than its database: then another one begins. */
const longChain = 86_400_000;
const heavyChain = 64 * 1024 * 1024;
/** So often the rest is shipped before the log is put into the file; each time less is left. */
const attempts = 10;

/**
 * Ships what one database writes. Nobody but us puts its log into the file (`wal_autocheckpoint` is off), so no
 * transaction is gone before it was shipped; where somebody did, that is seen, and a new chain begins.
 */
export class Shipper {
  readonly #name: string;
  readonly #path: string;
  readonly #archive: Archive;
  readonly #now: () => number;
  #place: Place | undefined;
  #last: Promise<unknown> = Promise.resolve();

  constructor(name: string, path: string, archive: Archive, now: () => number) {
    this.#name = name;
    this.#path = path;
    this.#archive = archive;
    this.#now = now;
  }

  /** Ships what is committed now. */
  ship(): Promise<void> {
    return this.#inTurn(async () => {
      await this.#follow(await this.#here());
      const { chain, number, offset, shipped, settled } = this.#place!;
      if (offset > longLog && !settled) await this.#settle();
      const { size } = await stat(this.#path);
      const tired = this.#now() - chain.began > longChain && number > 0;
      if (tired || shipped > Math.max(heavyChain, 2 * size)) await this.#begin();
    });
  }

  /** Ships the rest and puts the log into the file; before the database is closed. */
  close(): Promise<void> {
    return this.#inTurn(async () => {
      await this.#here();
      await this.#settle();
    });
  }

  #inTurn<T>(body: () => Promise<T>): Promise<T> {
    const mine = this.#last.then(body, body);
    this.#last = mine.catch(() => {});
    return mine;
  }

  async #here(): Promise<Place> {
    return (this.#place ??= (await this.#resume()) ?? (await this.#begin()));
  }

  /** Goes on where an earlier process stopped, if what is there follows on what it shipped. */
  async #resume(): Promise<Place | undefined> {
    const chain = (await this.#archive.chains(this.#name)).at(-1);
    if (!chain) return undefined;
    const text = await readFile(join(chain.folder, 'place.json'), 'utf8').catch(() => undefined);
    if (!text) return undefined;
    const place: Place = { ...(JSON.parse(text) as Omit<Place, 'chain'>), chain };
    // A piece that was added, and the process ended before it was noted: the same bytes would come twice.
    return chain.pieces.length === place.number ? place : undefined;
  }

  async #begin(): Promise<Place> {
    for (let attempt = 1; ; attempt += 1) {
      const begun = await this.#checkpoint(undefined, async (reader, { file, salt, offset }) => {
        const chain = await this.#archive.begin(this.#name, this.#now(), pagesOf(reader));
        const fresh = { chain, number: 0, log: 0, sums: [0, 0] as const, whole: false, shipped: 0 };
        return this.#note({ ...fresh, salt, offset, settled: file });
      });
      if (typeof begun === 'object') return begun;
      if (attempt === attempts) throw new Error(`${this.#name} is never quiet enough for a copy`);
      await pause(200);
    }
  }

  /** Reads on in the log and ships the whole transactions; begins anew when the log does not follow on the place. */
  async #follow(from: Place): Promise<void> {
    const found = await this.#look(from);
    if (found === 'nothing new') return;
    if (found === 'broken') {
      this.#place = undefined;
      await this.#begin();
      return;
    }
    const { place, bytes } = found;
    await this.#archive.add(place.chain, { number: from.number, at: this.#now(), log: place.log }, bytes);
    await this.#note(place);
  }

  async #look(place: Place): Promise<Found | 'nothing new' | 'broken'> {
    const file = await open(`${this.#path}-wal`).catch(() => undefined);
    const unmoved = async () => ((await this.#follows(place)) ? ('nothing new' as const) : ('broken' as const));
    if (!file) return unmoved();
    try {
      const head = Buffer.alloc(headerSize);
      const { bytesRead } = await file.read(head, 0, headerSize, 0);
      const header = readHeader(head.subarray(0, bytesRead));
      if (!header) return await unmoved();
      const anew = header.salt !== place.salt;
      if (anew && !(await this.#follows(place))) return 'broken';
      const first = anew || !place.whole;
      const from = first ? headerSize : place.offset;
      const frames = Buffer.alloc(Math.max(0, (await file.stat()).size - from));
      await file.read(frames, 0, frames.length, from);
      const { length, sums } = committed(frames, header, first ? header.sums : place.sums);
      const offset = from + length;
      if (length === 0 || (!anew && offset <= place.offset)) return 'nothing new';
      const whole = frames.subarray(0, length);
      const bytes = first ? Buffer.concat([head, whole]) : whole;
      return {
        bytes,
        place: {
          chain: place.chain,
          number: place.number + 1,
          log: first ? place.log + 1 : place.log,
          salt: header.salt,
          offset,
          sums,
          whole: true,
          settled: undefined,
          shipped: place.shipped + bytes.length,
        },
      };
    } finally {
      await file.close();
    }
  }

  /** Whether a log that is new to us can only hold what came after what we have. */
  async #follows({ settled }: Place): Promise<boolean> {
    return settled !== undefined && settled === (await identity(this.#path));
  }

  async #settle(): Promise<void> {
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      await this.#follow(this.#place!);
      const place = this.#place!;
      if (place.settled) return;
      const done = await this.#checkpoint(place, (_, { file }) => this.#note({ ...place, settled: file }));
      if (done !== 'behind') return;
    }
  }

  /**
   * Puts the whole log into the database file while nobody writes, then does `body` with a reader that goes on seeing the
   * database as it is then. `behind`: something was committed that is not shipped, and nothing was done; `read`: somebody
   * still reads what is older.
   */
  async #checkpoint(
    place: Place | undefined,
    body: (reader: Driver, settled: Settled) => Promise<Place>,
  ): Promise<Place | 'behind' | 'read'> {
    const lock = libsqlDriver(this.#path);
    const worker = libsqlDriver(this.#path);
    try {
      await patiently(() => lock.exec('begin immediate'));
      // What takes a while (a slow place for backups) is never done while we keep others from writing.
      if (place && place.offset < longestLog && (await this.#look(place)) !== 'nothing new') return 'behind';
      const [row] = worker.run('pragma wal_checkpoint(passive)', []).rows;
      const [busy, log, done] = [0, 1, 2].map((at) => Number(row?.[at]));
      if (busy !== 0 || log !== done) return 'read';
      const settled = { file: await identity(this.#path), ...(place ?? (await endOfLog(`${this.#path}-wal`))) };
      worker.exec('begin; select 1 from sqlite_schema');
      lock.exec('rollback');
      return await body(worker, settled);
    } finally {
      for (const driver of [lock, worker]) {
        if (driver.inTransaction) driver.exec('rollback');
        driver.close();
      }
    }
  }

  async #note(place: Place): Promise<Place> {
    this.#place = place;
    const { chain, ...rest } = place;
    const file = join(chain.folder, 'place.json');
    await writeFile(`${file}.part`, JSON.stringify(rest), { mode: 0o600 });
    await rename(`${file}.part`, file);
    return place;
  }
}

interface Settled {
  /** What the database file looks like now. */
  readonly file: string;
  /** The log that is in it, and where it ends: what comes after in the same log is new. */
  readonly salt: string | undefined;
  readonly offset: number;
}

async function endOfLog(path: string): Promise<Omit<Settled, 'file'>> {
  const bytes = await readFile(path).catch(() => Buffer.alloc(0));
  const header = readHeader(bytes);
  if (!header) return { salt: undefined, offset: headerSize };
  const { length } = committed(bytes.subarray(headerSize), header, header.sums);
  return { salt: header.salt, offset: headerSize + length };
}

/** Pages at a time: a database is read between requests, not before them. */
const pagesAtOnce = 128;

/**
 * The database as a reader sees it. By SQLite, not from the file: closing a descriptor of our own would take the locks away that this
 * process has on it.
 */
async function* pagesOf(reader: Driver): AsyncGenerator<Buffer> {
  const count = Number(reader.run('pragma page_count', []).rows[0]?.[0]);
  const sql = 'select data from sqlite_dbpage where pgno between ? and ? order by pgno';
  for (let from = 1; from <= count; from += pagesAtOnce) {
    const { rows } = reader.run(sql, [BigInt(from), BigInt(Math.min(count, from + pagesAtOnce - 1))]);
    yield Buffer.concat(rows.map((row) => Buffer.from(row[0] as ArrayBuffer)));
    await turn();
  }
}

/** A database file that nobody wrote to looks the same. */
async function identity(path: string): Promise<string> {
  const { ino, size, mtimeNs } = await stat(path, { bigint: true });
  return `${ino} ${size} ${mtimeNs}`;
}

async function patiently(attempt: () => void): Promise<void> {
  for (const end = performance.now() + 2000; ; await pause(2 + Math.random() * 8)) {
    try {
      return attempt();
    } catch (error) {
      if (!isBusy(error) || performance.now() > end) throw error;
    }
  }
}
