import { Problem } from '../../http/problem.ts';
import { hurry } from '../../jobs/queue.ts';
import { action, nothing, refused, type Act } from '../../policy/action.ts';
import { driftWords } from './words.ts';
import { ownDomain, type DomainRow } from '../zone.ts';
import type { DomainDrift } from './answers.ts';
import { resolveInput } from './input.ts';
import { driftJob } from './job.ts';
import { driftOf, driftsOf } from './keep.ts';
import { driftAnswer, driftRefusal, seenOf } from './read.ts';
import { mayOf } from './rules.ts';
import { fits, settleDrifts } from './settle.ts';

/** Looks now what the registry and the name server have. */
export const checkDrift = action({
  name: 'domains.drift.check',
  input: nothing,
  target: ownDomain,
  run: async ({ tx, target, session, now, enqueue }: Act<DomainRow>): Promise<DomainDrift> => {
    const job = { kind: driftJob, object: target.id };
    if (!(await hurry(tx, job, now))) enqueue(job);
    return { ...(await driftAnswer(tx, session, target)), looking: true };
  },
});

/** Keeps what stands here, or takes over what is there. */
export const resolveDrift = action({
  name: 'domains.drift.resolve',
  input: resolveInput,
  target: ownDomain,
  capability: driftRefusal,
  run: async (act: Act<DomainRow>, { items, side, seen }): Promise<DomainDrift> => {
    const { tx, target, session, label, now } = act;
    const rows = await driftsOf(tx, target.id);
    if ((await seenOf(rows)) !== seen)
      throw new Problem('version_conflict', { current: await driftAnswer(tx, session, target) });
    const wanted = new Set(items.map(({ kind, subject }) => `${kind} ${subject}`));
    const chosen = rows
      .filter(({ kind, subject }) => wanted.has(`${kind} ${subject}`))
      .map(driftOf)
      .filter((drift) => mayOf(drift).includes(side));
    if (chosen.length < wanted.size) throw refused({ code: 'state_forbids' }, session, 'domains.drift.resolve');
    const labelNameServers = label.settings.dns.nameServers;
    if (side === 'theirs' && !(await fits(tx, target, labelNameServers, chosen)))
      throw refused(
        { code: 'state_forbids', reason: driftWords(session.locale).unfit },
        session,
        'domains.drift.resolve',
      );
    const by = { at: now, userId: session.user.id, by: session.user.name };
    for (const job of await settleDrifts(tx, { domain: target, labelNameServers, by }, chosen, side)) act.enqueue(job);
    act.note({ side, differences: chosen.map(({ kind, subject }) => `${kind} ${subject}`.trim()) });
    for (const kind of ['domains.domain', 'domains.dns'] as const) act.changed({ kind, id: target.id });
    return driftAnswer(tx, session, (await ownDomain(tx, session, target.id))!);
  },
});
