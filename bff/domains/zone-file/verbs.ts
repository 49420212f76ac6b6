import type { Session } from '../../auth/session.ts';
import type { BoundLabel } from '../../http/env.ts';
import { Problem } from '../../http/problem.ts';
import { action, nothing, type Act } from '../../policy/action.ts';
import type { Db } from '../../store/database.ts';
import type { ZoneAnswer } from '../answers.ts';
import { zoneRefusal } from '../capability.ts';
import { conflict, copyDiff, refuseStale, write } from '../dns.ts';
import { applyChanges } from '../rules.ts';
import { limitsFor, ownDomain, readRRsets, zoneAnswer, type DomainRow } from '../zone.ts';
import type { ImportPreview } from './answers.ts';
import { fileLimit, zoneFile, type ZoneFileInput } from './input.ts';
import { planImport, type ImportPlan } from './rules-plan.ts';
import { readZoneFile } from './rules-read.ts';
import { writeZoneFile } from './rules-write.ts';

/** So many lines are answered with their reason; a file may be wrong from its first line to its last. */
const shownNotes = 500;

/** Publishes what a zone file says as one change set. */
export const importZone = action({
  name: 'domains.dns.import',
  input: zoneFile,
  bodyLimit: fileLimit,
  target: ownDomain,
  capability: zoneRefusal,
  run: async (act: Act<DomainRow>, input): Promise<ZoneAnswer> => {
    const { tx, label, session, target, note } = act;
    await refuseStale(act, input.version);
    const { plan, after } = await planOf(tx, label, session, target, input);
    const [code] = Object.values(plan.check.errors);
    if (code) throw new Problem('invalid', { fields: { text: code } });
    note({ skipped: skippedIn(plan), replace: input.replace });
    return write(act, { ...plan.check, after });
  },
});

/** The customer's own records as a file; noted, since it is all of a zone at once. */
export const exportZone = action({
  name: 'domains.dns.export',
  input: nothing,
  target: ownDomain,
  run: async ({ tx, label, session, target, note }: Act<DomainRow>): Promise<{ fileName: string; text: string }> => {
    const { domain, rrsets, version } = await zoneAnswer(tx, label, session, target);
    note({ version });
    return { fileName: `${domain.name}.zone`, text: writeZoneFile(domain.name, rrsets) };
  },
});

/** What a zone file would do; nothing is written. */
export async function previewImport(
  label: BoundLabel,
  session: Session,
  domain: DomainRow,
  input: ZoneFileInput,
): Promise<ImportPreview> {
  if (input.version !== domain.zoneVersion) throw await conflict(label.db, label, session, domain);
  const { plan } = await planOf(label.db, label, session, domain, input);
  const { errors, diff, warnings } = plan.check;
  const code = Object.values(errors).find((one) => one !== 'nothing_changed');
  if (code) throw new Problem('invalid', { fields: { text: code } });
  return {
    version: input.version,
    diff: diff.map(copyDiff),
    warnings: warnings.map((warning) => ({ ...warning })),
    notes: plan.notes.slice(0, shownNotes).map((note) => ({ ...note })),
    skipped: skippedIn(plan),
    unchanged: plan.unchanged,
  };
}

async function planOf(db: Db, label: BoundLabel, session: Session, domain: DomainRow, input: ZoneFileInput) {
  const limits = limitsFor(label, session);
  const rrsets = await readRRsets(db, domain.id);
  const file = readZoneFile(input.text, domain.name, limits);
  const zone = { zone: domain.name, nameServers: label.settings.dns.nameServers, rrsets, limits };
  const plan = planImport(file, zone, input.replace);
  return { plan, after: applyChanges(rrsets, plan.check.changes) };
}

const skippedIn = ({ notes }: ImportPlan): number => notes.filter(({ skipped }) => skipped).length;
