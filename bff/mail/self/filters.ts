import { sql } from 'drizzle-orm';
import { Problem } from '../../http/problem.ts';
import { action, type Act } from '../../policy/action.ts';
import { reasonFor } from '../../policy/words.ts';
import { followMail } from '../forwards/follow.ts';
import { cycleAt } from '../forwards/rules-graph.ts';
import { toAsk } from '../forwards/plan.ts';
import type { MailboxRow } from '../mailboxes/read.ts';
import { domainOfAddress, parseAddress } from '../rules.ts';
import type { Filters } from './answers.ts';
import { filterWish, type FilterRule } from './filter-input.ts';
import { filtersOf, ownSelf, readFilters } from './read.ts';
import { mailFilters } from './schema.ts';
import { scriptJob } from './script-job.ts';

type Typed = { readonly at: string; readonly address: string };

/** The targets of all rules in one way of writing, with the names of their fields. Rejects with the codes of all wrong ones. */
function parseTargets(rules: readonly FilterRule[], own: string): { rules: FilterRule[]; typed: Typed[] } {
  const fields: Record<string, string> = {};
  const typed: Typed[] = [];
  const parsed = rules.map((rule, i) => ({
    ...rule,
    steps: rule.steps.map((step, j) => {
      if (!('target' in step)) return step;
      const at = `rules.${i}.steps.${j}.target`;
      const found = parseAddress(step.target);
      if ('code' in found) fields[at] = found.code;
      else if (found.address === own) fields[at] = 'target_self';
      else typed.push({ at, address: found.address });
      return { ...step, target: 'address' in found ? found.address : '' };
    }),
  }));
  if (Object.keys(fields).length) throw new Problem('invalid', { fields });
  return { rules: parsed, typed };
}

/**
 * A rule leads nowhere from where mail comes back. It sends on at once and asks nobody, so it leads only to the customer's own
 * domains, and to those who have agreed to mail from a forward of his.
 */
async function refuseTargets({ tx, session, label, target }: Act<MailboxRow>, typed: readonly Typed[]): Promise<void> {
  if (!typed.length) return;
  const own = target.address;
  const graph = await followMail(
    tx,
    session,
    typed.map(({ address }) => address),
  );
  const comesBack = (address: string): boolean =>
    cycleAt(
      { ...graph, forwards: new Map([...graph.forwards, [own, { targets: [address], keepCopy: true }]]) },
      own,
    ) !== undefined;
  const outside = typed.map(({ address }) => address).filter((address) => !graph.isOwn(domainOfAddress(address)));
  const strange = new Set(label.settings.mail.confirmTargets ? await toAsk(tx, session, outside) : []);
  const fields: Record<string, string> = {};
  for (const { at, address } of typed)
    if (strange.has(address)) fields[at] = 'target_strange';
    else if (comesBack(address)) fields[at] = 'cycle';
  if (Object.keys(fields).length) throw new Problem('invalid', { fields });
}

/** How the mailbox sorts what comes; the rules before are replaced, if they are those that were seen. */
export const setFilters = action({
  name: 'mail.self.filter',
  input: filterWish,
  bodyLimit: 262_144,
  target: ownSelf,
  run: async (act: Act<MailboxRow>, wish): Promise<Filters> => {
    const { tx, target, session } = act;
    const current = filtersOf(await readFilters(tx, target.id));
    if (current.version !== wish.version)
      throw new Problem('version_conflict', { current, reason: reasonFor('version_conflict', session.locale) });
    const { rules, typed } = parseTargets(wish.rules, target.address);
    await refuseTargets(act, typed);
    const wished = { rules, syncError: null, syncRetryAt: null };
    const [row] = await tx
      .insert(mailFilters)
      .values({ mailboxId: target.id, ...wished })
      .onConflictDoUpdate({
        target: mailFilters.mailboxId,
        set: { ...wished, wishedVersion: sql`${mailFilters.wishedVersion} + 1` },
      })
      .returning();
    act.note({ address: target.address, rules: rules.length, targets: typed.map(({ address }) => address) });
    act.enqueue({ kind: scriptJob, object: target.id });
    return filtersOf(row);
  },
});
