import { and, desc, eq, inArray } from 'drizzle-orm';
import type { Session } from '../../auth/session.ts';
import type { Db } from '../../store/database.ts';
import type { Action, Denied, Refusal } from '../../policy/actions.ts';
import { reasonFor } from '../../policy/words.ts';
import type { DomainRow } from '../zone.ts';
import type { Transfer } from './answers.ts';
import { transfers } from './schema.ts';
import { openStates, type TransferState } from './states.ts';

export type TransferRow = typeof transfers.$inferSelect;

export async function lastMove(db: Db, domainId: string): Promise<TransferRow | undefined> {
  const [row] = await db
    .select()
    .from(transfers)
    .where(eq(transfers.domainId, domainId))
    .orderBy(desc(transfers.startedAt), desc(transfers.id))
    .limit(1);
  return row;
}

export async function openMove(db: Db, domainId: string, incoming: boolean): Promise<TransferRow | undefined> {
  const [row] = await db
    .select()
    .from(transfers)
    .where(
      and(
        eq(transfers.domainId, domainId),
        eq(transfers.incoming, incoming),
        inArray(transfers.state, [...openStates]),
      ),
    )
    .orderBy(desc(transfers.startedAt))
    .limit(1);
  return row;
}

/** In which states of a move each action fits, for one that comes and for one that goes. */
const fits: Readonly<Partial<Record<Action, Readonly<Record<'coming' | 'going', readonly TransferState[]>>>>> = {
  'domains.transfer.start': { coming: ['stuck'], going: [] },
  'domains.transfer.cancel': { coming: ['asking', 'waiting', 'stuck'], going: ['waiting'] },
  'domains.transfer.approve': { coming: [], going: ['waiting'] },
};

export function moveRefusal(move: TransferRow | undefined, name: Action, { locale }: Session): Refusal | undefined {
  const states = fits[name]?.[move?.incoming ? 'coming' : 'going'];
  if (move && states?.includes(move.state)) return undefined;
  const reason = reasonFor('state_forbids', locale);
  return { code: 'state_forbids', ...(reason ? { reason } : {}) };
}

const instantOf = (name: string, at: Date | null) => (at ? { [name]: at.toISOString() } : {});

export async function transferOf(db: Db, session: Session, domain: DomainRow): Promise<Transfer> {
  const move = await lastMove(db, domain.id);
  const denied: Denied = Object.fromEntries(
    (Object.keys(fits) as Action[]).flatMap((name) => {
      // What does not fit its state is not drawn at all.
      const refusal = session.denied[name] ?? (moveRefusal(move, name, session) && { code: 'state_forbids' });
      return refusal ? [[name, refusal]] : [];
    }),
  );
  const { id, name, unicodeName, state } = domain;
  return {
    domain: { id, name, unicodeName, state },
    move: move
      ? {
          id: move.id,
          incoming: move.incoming,
          state: move.state,
          ...(move.code ? { code: move.code } : {}),
          ours: move.ours,
          by: move.by,
          startedAt: move.startedAt.toISOString(),
          ...instantOf('askedAt', move.askedAt),
          ...instantOf('actsAt', move.actsAt),
          ...instantOf('endedAt', move.endedAt),
          ...instantOf('retryAt', move.retryAt),
        }
      : null,
    denied,
  };
}
