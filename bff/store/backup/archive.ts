import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, open, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { constants, createZstdCompress, createZstdDecompress, zstdCompressSync, zstdDecompressSync } from 'node:zlib';

/** A run of backups of one database: a copy of it, then all that was written since, piece by piece. */
export interface Chain {
  /** When the copy was the whole database, in ms. */
  readonly began: number;
  readonly folder: string;
  readonly pieces: readonly Piece[];
}
/** Whole transactions of one write-ahead log, in their order. */
export interface Piece {
  readonly file: string;
  readonly number: number;
  /** When all of it was committed, in ms. */
  readonly at: number;
  /** Which log of the chain it belongs to. */
  readonly log: number;
}

const magic = Buffer.from('hcb1');
const nonceSize = 12;
const tagSize = 16;
const head = magic.length + nonceSize;
const quick = { params: { [constants.ZSTD_c_compressionLevel]: 1 } };
const pieceName = /^(\d{8})-(\d{13})-(\d{6})$/;

/** Backups in a folder that is not on the disk of the data. Each file is compressed and sealed (AES-256-GCM) with a key that is kept elsewhere. */
export class Archive {
  readonly #folder: string;
  readonly #key: Buffer;

  constructor(folder: string, key: string) {
    this.#folder = folder;
    this.#key = Buffer.from(key, 'base64');
  }

  /** Begins a chain with a copy of the whole database. */
  async begin(name: string, began: number, source: AsyncIterable<Buffer>): Promise<Chain> {
    const folder = join(this.#folder, name, String(began));
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const file = join(folder, 'base');
    const nonce = randomBytes(nonceSize);
    const cipher = createCipheriv('aes-256-gcm', this.#key, nonce).setAAD(this.#named(file));
    await pipeline(
      source,
      createZstdCompress(quick),
      cipher,
      async function* sealed(chunks: AsyncIterable<Buffer>) {
        yield Buffer.concat([magic, nonce]);
        yield* chunks;
        yield cipher.getAuthTag();
      },
      createWriteStream(`${file}.part`, { mode: 0o600, flush: true }),
    );
    await settle(file);
    return { began, folder, pieces: [] };
  }

  async add({ folder }: Chain, { number, at, log }: Omit<Piece, 'file'>, bytes: Buffer): Promise<void> {
    const file = join(folder, [digits(number, 8), digits(at, 13), digits(log, 6)].join('-'));
    const nonce = randomBytes(nonceSize);
    const cipher = createCipheriv('aes-256-gcm', this.#key, nonce).setAAD(this.#named(file));
    const body = Buffer.concat([cipher.update(zstdCompressSync(bytes, quick)), cipher.final()]);
    const sealed = Buffer.concat([magic, nonce, body, cipher.getAuthTag()]);
    await writeFile(`${file}.part`, sealed, { mode: 0o600, flush: true });
    await settle(file);
  }

  async names(): Promise<string[]> {
    return readdir(this.#folder).catch(() => []);
  }

  /** The chains of a database, oldest first. */
  async chains(name: string): Promise<Chain[]> {
    const folders = await readdir(join(this.#folder, name)).catch(() => []);
    const chains: Chain[] = [];
    for (const began of folders.filter((one) => /^\d{13}$/.test(one)).toSorted()) {
      const folder = join(this.#folder, name, began);
      const files = await readdir(folder);
      if (!files.includes('base')) continue;
      const pieces = files.toSorted().flatMap((file) => {
        const [, number, at, log] = pieceName.exec(file) ?? [];
        return number ? [{ file: join(folder, file), number: Number(number), at: Number(at), log: Number(log) }] : [];
      });
      chains.push({ began: Number(began), folder, pieces });
    }
    return chains;
  }

  /** Opens the copy that a chain begins with. Rejects when it was changed, or the key is another one. */
  async open({ folder }: Chain, target: string): Promise<void> {
    const file = join(folder, 'base');
    const { size } = await stat(file);
    const handle = await open(file);
    const nonce = Buffer.alloc(nonceSize);
    const tag = Buffer.alloc(tagSize);
    await handle.read(nonce, 0, nonceSize, magic.length);
    await handle.read(tag, 0, tagSize, size - tagSize);
    await handle.close();
    const decipher = createDecipheriv('aes-256-gcm', this.#key, nonce).setAAD(this.#named(file)).setAuthTag(tag);
    const body = createReadStream(file, { start: head, end: size - tagSize - 1 });
    await pipeline(body, decipher, createZstdDecompress(), createWriteStream(target, { mode: 0o600 }));
  }

  async read({ file }: Piece): Promise<Buffer> {
    const sealed = await readFile(file);
    const nonce = sealed.subarray(magic.length, head);
    const decipher = createDecipheriv('aes-256-gcm', this.#key, nonce).setAAD(this.#named(file));
    decipher.setAuthTag(sealed.subarray(-tagSize));
    return zstdDecompressSync(Buffer.concat([decipher.update(sealed.subarray(head, -tagSize)), decipher.final()]));
  }

  /** Removes chains that ended before a time; the last one stays. */
  async prune(name: string, before: number): Promise<void> {
    const chains = await this.chains(name);
    for (const [at, { folder }] of chains.entries())
      if ((chains[at + 1]?.began ?? Infinity) < before) await rm(folder, { recursive: true, force: true });
  }

  /** Database, chain and file: a sealed file is nothing under another name. */
  #named(file: string): Buffer {
    return Buffer.from(file.slice(this.#folder.length).replaceAll('\\', '/'));
  }
}

const digits = (value: number, length: number): string => String(value).padStart(length, '0');

/** The written file gets its name, and the name is on the disk too. */
async function settle(file: string): Promise<void> {
  await rename(`${file}.part`, file);
  const folder = await open(dirname(file));
  await folder.sync().finally(() => folder.close());
}
