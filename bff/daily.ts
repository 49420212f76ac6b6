import { dailyContacts } from './domains/contacts/daily.ts';
import { dailyDrift } from './domains/drift/job.ts';
import { dailyDomains } from './domains/registry/daily.ts';
import { dailyStays } from './domains/transfers/stay.ts';
import { dailyVerification } from './domains/verification/daily.ts';
import { dailyLeftZones } from './domains/zone-left.ts';
import type { LabelHandle } from './store/labels.ts';
import { dailyTidy } from './tidy.ts';

/** Renewals first: whatever else goes wrong, nobody loses his name by it. */
const steps: readonly ((label: LabelHandle, now: number) => Promise<unknown>)[] = [
  dailyDomains,
  dailyContacts,
  dailyStays,
  dailyVerification,
  dailyLeftZones,
  dailyDrift,
  dailyTidy,
];

/** All that a day brings to a label. What fails keeps nothing else from its day; then it rejects, and the round is made again. */
export async function dayOfLabel(label: LabelHandle, now: number, wake: () => void): Promise<void> {
  const failures: unknown[] = [];
  for (const step of steps) await step(label, now).catch((error: unknown) => void failures.push(error));
  wake();
  if (failures.length) throw failures[0];
}
