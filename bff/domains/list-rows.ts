import { and, desc, eq, inArray, sql, type SQLWrapper } from 'drizzle-orm';
import type { Session } from '../auth/session.ts';
import type { Db } from '../store/database.ts';
import { prepared } from '../store/prepared.ts';
import type { DomainSummary } from './answers.ts';
import { deniedOn } from './capability.ts';
import { registrants } from './contacts/schema.ts';
import { drifts } from './drift/schema.ts';
import { isServed, type DomainState } from './input.ts';
import { domains } from './schema.ts';
import type { SyncState } from './sync.ts';
import { transfers } from './transfers/schema.ts';
import { openStates, type TransferState } from './transfers/states.ts';

// What a list shows, and no more, in the order of `Cells`.
export const shown = {
  id: domains.id,
  name: domains.name,
  unicodeName: domains.unicodeName,
  state: domains.state,
  expiresOn: domains.expiresOn,
  autoRenew: domains.autoRenew,
  renewalAmount: domains.renewalAmount,
  renewalCurrency: domains.renewalCurrency,
  ownNameServers: domains.ownNameServers,
  zoneVersion: domains.zoneVersion,
  servedVersion: domains.servedVersion,
  syncError: domains.syncError,
  wishedVersion: domains.wishedVersion,
  registeredVersion: domains.registeredVersion,
  registryError: domains.registryError,
  verifyBy: domains.verifyBy,
};
export type Row = Pick<typeof domains.$inferSelect, keyof typeof shown>;

/** What is under way beside the row: at the registrant, and of a move. */
export interface Waiting {
  readonly registrant: (typeof registrants.$inferSelect)['state'] | null;
  readonly move: TransferState | null;
  /** 1 where registry or name server have something else. */
  readonly differs: 0 | 1;
}

/** The same as cells of a query, for the domain with this id. */
export const waitingCells = (db: Db, id: SQLWrapper) => {
  const registrant = db.select({ state: registrants.state }).from(registrants).where(eq(registrants.domainId, id));
  const move = db
    .select({ state: transfers.state })
    .from(transfers)
    .where(and(eq(transfers.domainId, id), inArray(transfers.state, [...openStates])))
    .orderBy(desc(transfers.startedAt))
    .limit(1);
  const drift = db
    .select({ one: sql`1` })
    .from(drifts)
    .where(eq(drifts.domainId, id));
  return [sql`(${registrant})`, sql`(${move})`, sql`exists ${drift}`] as const;
};

const waitingOfOne = prepared((db) => {
  const [registrant, move, differs] = waitingCells(db, sql`${sql.placeholder('id')}`);
  return db
    .select({
      registrant: sql<Waiting['registrant']>`${registrant}`.as('registrant'),
      move: sql<Waiting['move']>`${move}`.as('move'),
      differs: sql<Waiting['differs']>`${differs}`.as('differs'),
    })
    .from(domains)
    .where(eq(domains.id, sql.placeholder('id')))
    .prepare();
});
export const waitingOf = async (db: Db, id: string): Promise<Waiting> =>
  (await waitingOfOne(db).get({ id })) ?? { registrant: null, move: null, differs: 0 };

/** Whom a domain waits for, the most pressing alone. */
function waitsFor({ state, registrant, move, differs }: Pick<Row, 'state'> & Partial<Waiting>): DomainSummary['waits'] {
  if (move && state !== 'pending_transfer_in') return 'leaving';
  if (move === 'stuck') return 'move_stuck';
  if (registrant === 'waiting') return 'registrant';
  if (registrant === 'refused') return 'registrant_refused';
  return differs ? 'differs' : undefined;
}

// One text of JSON from SQLite and one JSON.parse: cell by cell out of the database takes three times as long.
export type Cells = [
  string,
  string,
  string,
  DomainState,
  string | null,
  0 | 1,
  number | null,
  string | null,
  0 | 1,
  number,
  number,
  Row['syncError'],
  number,
  number,
  Row['registryError'],
  string | null,
  Waiting['registrant'],
  Waiting['move'],
  Waiting['differs'],
];
export const rowOf = ([
  id,
  name,
  unicodeName,
  state,
  expiresOn,
  autoRenew,
  renewalAmount,
  renewalCurrency,
  ownNameServers,
  zoneVersion,
  servedVersion,
  syncError,
  wishedVersion,
  registeredVersion,
  registryError,
  verifyBy,
  registrant,
  move,
  differs,
]: Cells): Row & Waiting => ({
  id,
  name,
  unicodeName,
  state,
  expiresOn,
  autoRenew: autoRenew === 1,
  renewalAmount,
  renewalCurrency,
  ownNameServers: ownNameServers === 1,
  zoneVersion,
  servedVersion,
  syncError,
  wishedVersion,
  registeredVersion,
  registryError,
  verifyBy,
  registrant,
  move,
  differs,
});

/** A domain as a list shows it. */
export function summary(row: Row & Partial<Waiting>, session: Session): DomainSummary {
  const waits = waitsFor(row);
  return {
    id: row.id,
    name: row.name,
    unicodeName: row.unicodeName,
    state: row.state,
    expiresOn: row.expiresOn,
    autoRenew: row.autoRenew,
    renewalPrice:
      row.renewalAmount === null || row.renewalCurrency === null
        ? null
        : { amount: row.renewalAmount, currency: row.renewalCurrency },
    ownNameServers: row.ownNameServers,
    dns: syncOf(row),
    registry: registryOf(row),
    verifyBy: row.verifyBy,
    ...(waits ? { waits } : {}),
    denied: deniedOn(row, session),
  };
}

/** How far the name server has followed. */
export const syncOf = (row: Pick<Row, 'state' | 'syncError' | 'zoneVersion' | 'servedVersion'>): DomainSummary['dns'] =>
  row.syncError ? 'failed' : row.servedVersion < row.zoneVersion && isServed(row) ? 'pending' : 'ready';

/** How far the registry has followed. */
export const registryOf = (row: Pick<Row, 'registryError' | 'wishedVersion' | 'registeredVersion'>): SyncState =>
  row.registryError ? 'failed' : row.registeredVersion < row.wishedVersion ? 'pending' : 'ready';
