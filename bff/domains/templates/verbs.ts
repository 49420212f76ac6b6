import type { Session } from '../../auth/session.ts';
import type { BoundLabel } from '../../http/env.ts';
import { Problem } from '../../http/problem.ts';
import { action, type Act } from '../../policy/action.ts';
import type { Db } from '../../store/database.ts';
import type { Preview, ZoneAnswer } from '../answers.ts';
import { zoneRefusal } from '../capability.ts';
import { connectHost, connectRecord } from '../connect/store.ts';
import type { RRset } from '../records.ts';
import { conflict, copyDiff, judge, refuseStale, write } from '../dns.ts';
import { limitsFor, ownDomain, readRRsets, type DomainRow } from '../zone.ts';
import { applyInput, type ApplyInput } from './input.ts';
import { commonTemplates, type Template } from './kinds.ts';
import { changesOf } from './rules.ts';

/** What a label offers: its own mail first, where it said what that is. */
export function templatesOf(label: BoundLabel): Template[] {
  const { templates, connect } = label.settings;
  return [
    ...(templates.mail ? [{ id: 'mail', rrsets: templates.mail }] : []),
    ...commonTemplates,
    ...(connect.on ? [{ id: 'connect', rrsets: [connectRecord(connectHost(label))] }] : []),
    ...templates.own,
  ];
}

/** Publishes the records of a template as one change set. */
export const applyTemplate = action({
  name: 'domains.template.apply',
  input: applyInput,
  target: ownDomain,
  capability: zoneRefusal,
  run: async (act: Act<DomainRow>, input): Promise<ZoneAnswer> => {
    const { tx, label, session, target, note } = act;
    await refuseStale(act, input.version);
    note({ template: input.template });
    return write(act, await judgeTemplate(tx, label, session, target, input));
  },
});

/** What a template would do; nothing is written. */
export async function previewTemplate(
  label: BoundLabel,
  session: Session,
  domain: DomainRow,
  input: ApplyInput,
): Promise<Preview> {
  const { version } = input;
  if (version !== domain.zoneVersion) throw await conflict(label.db, label, session, domain);
  try {
    const { diff, warnings } = await judgeTemplate(label.db, label, session, domain, input);
    return { version, diff: diff.map(copyDiff), warnings: warnings.map((warning) => ({ ...warning })) };
  } catch (error) {
    if (changesNothing(error)) return { version, diff: [], warnings: [] };
    throw error;
  }
}

/** Whether a change set was refused because the zone has all of it. */
export const changesNothing = (error: unknown): boolean =>
  error instanceof Problem && Object.values(error.extra.fields ?? {})[0] === 'nothing_changed';

export async function judgeTemplate(
  db: Db,
  label: BoundLabel,
  session: Session,
  domain: DomainRow,
  input: Pick<ApplyInput, 'template'>,
  known?: readonly RRset[],
) {
  const template = templatesOf(label).find(({ id }) => id === input.template);
  if (!template) throw new Problem('invalid', { fields: { template: 'choice' } });
  const { defaultTtl } = limitsFor(label, session);
  const rrsets = known ?? (await readRRsets(db, domain.id));
  const changes = changesOf(template, domain.name, rrsets, defaultTtl);
  return judge(
    db,
    label,
    session,
    domain,
    changes.map((change) => (change.op === 'set' ? { ...change, records: [...change.records] } : change)),
    rrsets,
  );
}
