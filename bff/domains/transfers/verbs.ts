import { and, desc, eq, not, or } from 'drizzle-orm';
import { Problem } from '../../http/problem.ts';
import { action, nothing, refused, type Act } from '../../policy/action.ts';
import type { Action } from '../../policy/actions.ts';
import { seal } from '../../store/hash.ts';
import { newId } from '../../store/ids.ts';
import { record } from '../registry/write.ts';
import { domains, isHeld, isThere } from '../schema.ts';
import { endingOf, tldOf } from '../registry/tlds.ts';
import { parseHost, toUnicode } from '../rules-names.ts';
import { ownDomain, type DomainRow } from '../zone.ts';
import type { Transfer } from './answers.ts';
import { transferAgain, transferCheck, transferStart } from './input.ts';
import { lastMove, moveRefusal, transferOf, type TransferRow } from './read.ts';
import { transfers } from './schema.ts';
import { incomingJob, outgoingJob, setMove } from './write.ts';

/** A domain as people write it; a host below one is none. */
export function registrable(text: string): string {
  const parsed = parseHost(text);
  if ('code' in parsed) throw new Problem('invalid', { fields: { name: parsed.code } });
  return parsed.name;
}

/** Whoever may begin a move may have looked what stands against it. It writes nothing. */
export const checkTransfer = action({
  name: 'domains.transfer.start',
  input: transferCheck,
  run: async (): Promise<void> => {},
});

/** Asks another registrar for a domain. It stands in the list from now on, as on its way. */
export const startTransfer = action({
  name: 'domains.transfer.start',
  input: transferStart,
  run: async (act: Act<undefined>, { name: text, code, nameServers }): Promise<Transfer> => {
    const { tx, session, label, deps, now } = act;
    const name = registrable(text);
    const tld = endingOf(name);
    if (!tldOf(tld).authCode) throw refused({ code: 'tld_unsupported' }, session, 'domains.transfer.start');
    const [there] = await tx
      .select({ id: domains.id })
      .from(domains)
      .where(and(eq(domains.name, name), or(isHeld, and(isThere, eq(domains.customerId, session.customer.id)))))
      .limit(1);
    if (there) throw new Problem('name_taken', { fields: { name: 'in_list' } });
    const [again] = await tx
      .select()
      .from(domains)
      .where(and(eq(domains.name, name), eq(domains.customerId, session.customer.id), not(isThere)))
      .orderBy(desc(domains.createdAt))
      .limit(1);
    const ours = nameServers === 'ours';
    const fresh = {
      state: 'pending_transfer_in' as const,
      expiresOn: null,
      nameServers: [...label.settings.dns.nameServers],
      ownNameServers: ours,
      statuses: [],
      registryError: null,
      registryRetryAt: null,
    };
    const id = again?.id ?? newId('domain');
    if (again) await tx.update(domains).set(fresh).where(eq(domains.id, id));
    else
      await tx.insert(domains).values({
        ...fresh,
        id,
        customerId: session.customer.id,
        name,
        unicodeName: toUnicode(name),
        tld,
        locked: null,
        privacy: null,
        ownerName: session.customer.name,
        ownerEmail: session.user.email,
        createdAt: now,
      });
    await tx.insert(transfers).values({
      id: newId('transfer'),
      domainId: id,
      incoming: true,
      state: 'asking',
      sealed: await seal(deps.secret, code),
      ours,
      before: again?.state ?? null,
      by: session.user.name,
      startedAt: now,
    });
    const [row] = await tx.select().from(domains).where(eq(domains.id, id));
    const onDomain = { ...act, target: row! };
    await record(onDomain, { kind: 'transfer', step: 'started' });
    act.note({ domain: id, name });
    act.enqueue({ kind: incomingJob, object: id });
    act.changed({ kind: 'domains.domain', id });
    return transferOf(tx, session, row!);
  },
});

interface Moving {
  readonly domain: DomainRow;
  readonly move: TransferRow | undefined;
}

const moving = async (...[db, session, id]: Parameters<typeof ownDomain>): Promise<Moving | undefined> => {
  const domain = await ownDomain(db, session, id);
  return domain && { domain, move: await lastMove(db, id) };
};

const onMove = (name: Action) =>
  ({
    name,
    target: moving,
    capability: ({ move }: Moving, session: Act<Moving>['session']) => moveRefusal(move, name, session),
  }) as const;

async function go(
  act: Act<Moving>,
  values: Partial<typeof transfers.$inferInsert>,
  job: typeof incomingJob | typeof outgoingJob,
): Promise<Transfer> {
  const { tx, target, session } = act;
  const { domain, move } = target;
  await setMove(tx, move!.id, { code: null, retryAt: null, ...values });
  act.note({ move: move!.id, state: values.state });
  act.enqueue({ kind: job, object: domain.id });
  act.changed({ kind: 'domains.domain', id: domain.id });
  return transferOf(tx, session, domain);
}

/** Asks once more, with another code: the one before was wrong, or it was locked. */
export const askAgain = action({
  ...onMove('domains.transfer.start'),
  input: transferAgain,
  run: async (act: Act<Moving>, { code }): Promise<Transfer> =>
    go(act, { state: 'asking', sealed: await seal(act.deps.secret, code) }, incomingJob),
});

/** Ends a move: withdraws one to us, refuses one away from us. */
export const cancelTransfer = action({
  ...onMove('domains.transfer.cancel'),
  input: nothing,
  run: async (act: Act<Moving>): Promise<Transfer> =>
    act.target.move!.incoming
      ? go(act, { state: 'cancelling', sealed: null }, incomingJob)
      : go(act, { state: 'refusing' }, outgoingJob),
});

/** Lets it go now rather than when the days of the registry are over. */
export const approveTransfer = action({
  ...onMove('domains.transfer.approve'),
  input: nothing,
  run: async (act: Act<Moving>): Promise<Transfer> => go(act, { state: 'approving' }, outgoingJob),
});
