import { and, asc, desc, eq, isNull } from 'drizzle-orm';
import { isFresh } from './clock.ts';
import { hosts, keys, labels, origins, resellers } from './control.schema.ts';
import type { Db } from './database.ts';
import { randomSecret, sha256 } from './hash.ts';
import { newId } from './ids.ts';

/** A label as the control database knows it. */
export interface LabelEntry {
  readonly id: string;
  readonly name: string;
  /** Host names with port; the first is the primary one. */
  readonly hosts: readonly string[];
  readonly origins: readonly string[];
  /** Ids of the keys that are not revoked. */
  readonly keys: readonly string[];
}
export interface KeyEntry {
  readonly id: string;
  readonly labelId: string;
  readonly kind: 'publishable' | 'secret';
  readonly test: boolean;
}

/** How long reads are remembered, in ms. What is revoked by another process must be gone everywhere within a second. */
const fresh = 400;

/** Resellers, labels, hosts, origins and keys. Reads are remembered for a moment: they stand before every request. */
export class Control {
  readonly db: Db;
  readonly #now: () => number;
  readonly #memory = new Map<string, { at: number; value: Promise<unknown> }>();

  constructor(db: Db, now: () => number = Date.now) {
    this.db = db;
    this.#now = now;
  }

  labelOfHost(host: string): Promise<string | undefined> {
    return this.#remember(`host ${host}`, async () => {
      const [row] = await this.db.select({ id: hosts.labelId }).from(hosts).where(eq(hosts.host, host)).limit(1);
      return row?.id;
    });
  }

  label(id: string): Promise<LabelEntry | undefined> {
    return this.#remember(`label ${id}`, async () => {
      const [row] = await this.db.select().from(labels).where(eq(labels.id, id)).limit(1);
      if (!row) return undefined;
      const named = await this.db
        .select({ host: hosts.host })
        .from(hosts)
        .where(eq(hosts.labelId, id))
        .orderBy(desc(hosts.primary), asc(hosts.host));
      const allowed = await this.db.select({ origin: origins.origin }).from(origins).where(eq(origins.labelId, id));
      const valid = await this.db
        .select({ id: keys.id })
        .from(keys)
        .where(and(eq(keys.labelId, id), isNull(keys.revokedAt)));
      return {
        id,
        name: row.name,
        hosts: named.map(({ host }) => host),
        origins: allowed.map(({ origin }) => origin),
        keys: valid.map((key) => key.id),
      };
    });
  }

  /** True when any label lists the origin: a preflight names no key. */
  knowsOrigin(origin: string): Promise<boolean> {
    return this.#remember(`origin ${origin}`, async () => {
      const [row] = await this.db
        .select({ id: origins.labelId })
        .from(origins)
        .where(eq(origins.origin, origin))
        .limit(1);
      return row !== undefined;
    });
  }

  async key(key: string): Promise<KeyEntry | undefined> {
    const hash = await sha256(key);
    return this.#remember(`key ${hash}`, async () => {
      const [row] = await this.db
        .select()
        .from(keys)
        .where(and(eq(keys.hash, hash), isNull(keys.revokedAt)))
        .limit(1);
      return row && { id: row.id, labelId: row.labelId, kind: row.kind, test: row.test };
    });
  }

  labels(): Promise<{ id: string; name: string; resellerId: string }[]> {
    return this.db
      .select({ id: labels.id, name: labels.name, resellerId: labels.resellerId })
      .from(labels)
      .orderBy(asc(labels.name));
  }

  resellers(): Promise<{ id: string; name: string }[]> {
    return this.db.select({ id: resellers.id, name: resellers.name }).from(resellers).orderBy(asc(resellers.name));
  }

  async addReseller(name: string): Promise<string> {
    const id = newId('reseller');
    await this.db.insert(resellers).values({ id, name, createdAt: new Date(this.#now()) });
    return id;
  }

  async addLabel(input: { resellerId: string; name: string; id?: string }): Promise<string> {
    const id = input.id ?? newId('label');
    await this.db
      .insert(labels)
      .values({ id, resellerId: input.resellerId, name: input.name, createdAt: new Date(this.#now()) });
    return id;
  }

  async addHost(labelId: string, host: string): Promise<void> {
    const [first] = await this.db.select({ host: hosts.host }).from(hosts).where(eq(hosts.labelId, labelId)).limit(1);
    await this.db.insert(hosts).values({ labelId, host: host.toLowerCase(), primary: !first });
    this.#memory.clear();
  }

  async addOrigin(labelId: string, origin: string): Promise<void> {
    await this.db.insert(origins).values({ labelId, origin }).onConflictDoNothing();
    this.#memory.clear();
  }

  async removeOrigin(labelId: string, origin: string): Promise<void> {
    await this.db.delete(origins).where(and(eq(origins.labelId, labelId), eq(origins.origin, origin)));
    this.#memory.clear();
  }

  /** Makes a key; the answer is the only time that it can be seen. */
  async addKey(labelId: string, kind: KeyEntry['kind'], test: boolean): Promise<{ id: string; key: string }> {
    const key = `hc_${kind === 'secret' ? 'sk' : 'pk'}_${test ? 'test' : 'live'}_${randomSecret()}`;
    return { id: await this.putKey(labelId, kind, test, key), key };
  }

  /** Stores a key of which the text is given (the demo key). */
  async putKey(labelId: string, kind: KeyEntry['kind'], test: boolean, key: string): Promise<string> {
    const id = newId('key');
    const createdAt = new Date(this.#now());
    await this.db
      .insert(keys)
      .values({ id, labelId, kind, test, hash: await sha256(key), hint: key.slice(-4), createdAt });
    this.#memory.clear();
    return id;
  }

  listKeys(labelId: string) {
    return this.db
      .select({ id: keys.id, kind: keys.kind, test: keys.test, hint: keys.hint, revokedAt: keys.revokedAt })
      .from(keys)
      .where(eq(keys.labelId, labelId))
      .orderBy(asc(keys.createdAt));
  }

  /** False when there is no such key, or it was revoked before. */
  async revokeKey(id: string): Promise<boolean> {
    const revoked = await this.db
      .update(keys)
      .set({ revokedAt: new Date(this.#now()) })
      .where(and(eq(keys.id, id), isNull(keys.revokedAt)))
      .returning({ id: keys.id });
    this.#memory.clear();
    return revoked.length > 0;
  }

  #remember<T>(name: string, read: () => Promise<T>): Promise<T> {
    const found = this.#memory.get(name);
    if (found && isFresh(found.at, this.#now(), fresh)) return found.value as Promise<T>;
    // Names come from outside (hosts, keys): forget all before they can fill the memory.
    if (this.#memory.size > 10_000) this.#memory.clear();
    const value = read();
    this.#memory.set(name, { at: this.#now(), value });
    value.catch(() => this.#memory.delete(name));
    return value;
  }
}
