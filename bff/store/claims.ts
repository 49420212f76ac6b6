import { and, desc, eq, gt, inArray, lt, sql } from 'drizzle-orm';
import { Problem } from '../http/problem.ts';
import { claims } from './control.schema.ts';
import type { Db } from './database.ts';

export type ClaimKind = (typeof claims.$inferSelect)['kind'];
export interface Claim {
  readonly kind: ClaimKind;
  /** Canonical: lower case, A-labels, no trailing dot. */
  readonly name: string;
  readonly labelId: string;
  readonly objectId: string;
}

/** A held claim whose object never came to be is free again after this time, in ms. */
const holdTime = 600_000;

/**
 * Names that labels share on the platform's servers. Claiming spans two databases: hold here, then the label's own
 * transaction (which queues the job that confirms), so a crash between them leaves only a claim that frees itself.
 */
export class Claims {
  readonly #db: Db;
  readonly #now: () => number;

  constructor(db: Db, now: () => number = Date.now) {
    this.#db = db;
    this.#now = now;
  }

  /** Rejects with `name_taken`, without a word about the owner, when the name is another object's. */
  async hold(claim: Claim): Promise<void> {
    await this.#db.transaction(async (tx) => {
      await this.#forget(tx);
      if (claim.kind === 'zone') await this.#refuseRelated(tx, claim);
      if (!(await this.#put(tx, claim))) throw new Problem('name_taken');
    });
  }

  /** The same, whoever has the names above and below it: what is held is to be given up. False when it is another object's. */
  async holdAlone(claim: Claim): Promise<boolean> {
    return this.#db.transaction(async (tx) => {
      await this.#forget(tx);
      return this.#put(tx, claim);
    });
  }

  async confirm({ kind, name, objectId }: Claim): Promise<void> {
    await this.#db
      .update(claims)
      .set({ state: 'confirmed' })
      .where(and(eq(claims.kind, kind), eq(claims.name, name), eq(claims.objectId, objectId)));
  }

  async release({ kind, name, objectId }: Claim): Promise<void> {
    await this.#db
      .delete(claims)
      .where(and(eq(claims.kind, kind), eq(claims.name, name), eq(claims.objectId, objectId)));
  }

  /** Whose a name is, once its object came to be. */
  async owner(kind: ClaimKind, name: string): Promise<Pick<Claim, 'labelId' | 'objectId'> | undefined> {
    const [row] = await this.#db
      .select({ labelId: claims.labelId, objectId: claims.objectId })
      .from(claims)
      .where(and(eq(claims.kind, kind), eq(claims.name, name), eq(claims.state, 'confirmed')))
      .limit(1);
    return row;
  }

  /** Whose zone it is: of all these names the longest that is claimed. */
  async zone(names: readonly string[]): Promise<Pick<Claim, 'name' | 'labelId' | 'objectId'> | undefined> {
    const [row] = await this.#db
      .select({ name: claims.name, labelId: claims.labelId, objectId: claims.objectId })
      .from(claims)
      .where(and(eq(claims.kind, 'zone'), inArray(claims.name, [...names])))
      .orderBy(desc(sql`length(${claims.name})`))
      .limit(1);
    return row;
  }

  // All of them: a forgotten one above or below would be in the way as much as one of the same name.
  async #forget(tx: Db): Promise<void> {
    await tx.delete(claims).where(and(eq(claims.state, 'held'), lt(claims.heldAt, new Date(this.#now() - holdTime))));
  }

  /** False when another object has the name. */
  async #put(tx: Db, claim: Claim): Promise<boolean> {
    const heldAt = new Date(this.#now());
    await tx
      .insert(claims)
      .values({ ...claim, state: 'held', heldAt })
      .onConflictDoUpdate({
        target: [claims.kind, claims.name],
        set: { heldAt },
        setWhere: sql`${claims.labelId} = ${claim.labelId} and ${claims.objectId} = ${claim.objectId}`,
      });
    const [owner] = await tx
      .select({ labelId: claims.labelId, objectId: claims.objectId })
      .from(claims)
      .where(and(eq(claims.kind, claim.kind), eq(claims.name, claim.name)));
    return owner?.labelId === claim.labelId && owner.objectId === claim.objectId;
  }

  // A zone above or below another label's zone would take part of its names.
  async #refuseRelated(tx: Db, claim: Claim): Promise<void> {
    const parents = claim.name.split('.').map((_, at, labels) => labels.slice(at + 1).join('.'));
    for (const parent of parents.filter((name) => name.includes('.'))) {
      const [row] = await tx
        .select({ labelId: claims.labelId })
        .from(claims)
        .where(and(eq(claims.kind, 'zone'), eq(claims.name, parent)));
      if (row && row.labelId !== claim.labelId) throw new Problem('name_taken');
    }
    const path = `${claim.name.split('.').toReversed().join('.')}.`;
    const below = await tx
      .select({ labelId: claims.labelId })
      .from(claims)
      // All that begins with the path: `/` comes right after the full stop.
      .where(and(eq(claims.kind, 'zone'), gt(claims.path, path), lt(claims.path, `${path.slice(0, -1)}/`)));
    if (below.some(({ labelId }) => labelId !== claim.labelId)) throw new Problem('name_taken');
  }
}
