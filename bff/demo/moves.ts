import { addDays, dayOf } from '../domains/days.ts';
import { endingOf, tldOf } from '../domains/registry/tlds.ts';
import { transfers } from '../domains/transfers/schema.ts';
import { incomingJob } from '../domains/transfers/write.ts';
import { jobRows, jobTable } from '../jobs/outbox.ts';
import type { KnownDomain, RegistrarPort } from '../platform/registrar/port.ts';
import type { Others } from '../platform/registrar/simulated-transfers.ts';
import type { Db } from '../store/database.ts';
import { uuidOf } from './random.ts';
import type { DemoDomain, DemoLabel } from './types.ts';

/** Domains of another registrar, for whoever wants to see one come: one takes days, one is there at once. */
export const elsewhere = [
  { name: 'oven-songs.com', code: 'Oven-Songs-7431' },
  { name: 'zeit-fuer-brot.de', code: 'Zeit-Fuer-Brot-52' },
] as const;

/** Of domains that are on their way: nobody types it any more. */
const pendingCode = 'On-Its-Way-2027';

const known = (name: string, now: Date): KnownDomain => {
  const today = dayOf(now.getTime(), 'UTC');
  const { lock, privacy } = tldOf(endingOf(name));
  return {
    name,
    registeredOn: addDays(today, -1500),
    expiresOn: addDays(today, 240),
    nameServers: ['ns1.elsewhere.example', 'ns2.elsewhere.example'],
    locked: lock ? false : null,
    privacy: privacy === 'choice' ? false : null,
    hosts: [],
  };
};

const coming = (domains: readonly DemoDomain[]) => domains.filter(({ state }) => state === 'pending_transfer_in');
/** Asked for and awaited; where nobody is asked, the code was wrong. */
const waits = ({ tld }: DemoDomain): boolean => tldOf(tld).transferDays > 0;

/** What other registrars have, and what of it is on its way to customers of the label. */
export async function moveDemo(
  registrar: RegistrarPort,
  others: Others,
  { customers }: DemoLabel,
  now: Date,
): Promise<void> {
  for (const { name, code } of elsewhere)
    if (!(await registrar.look(name))) await others.register(known(name, now), code);
  for (const domain of customers.flatMap(({ domains }) => coming(domains))) {
    await others.register(known(domain.name, now), pendingCode);
    if (waits(domain)) await registrar.askFor(domain.name, pendingCode);
  }
}

/** The rows of what is on its way. */
export async function fillMoves(tx: Db, domains: readonly DemoDomain[], by: string, now: Date): Promise<void> {
  const rows = coming(domains).map((domain) => {
    const at = new Date(now.getTime() - 3_600_000);
    const days = tldOf(domain.tld).transferDays;
    return {
      id: `trf_${uuidOf(`transfer ${domain.name}`)}`,
      domainId: domain.id,
      incoming: true,
      by,
      startedAt: at,
      ...(waits(domain)
        ? { state: 'waiting' as const, since: '', askedAt: now, actsAt: new Date(now.getTime() + days * 86_400_000) }
        : { state: 'stuck' as const, code: 'wrong_code' as const }),
    };
  });
  if (!rows.length) return;
  await tx.insert(transfers).values(rows);
  const waiting = rows.filter(({ state }) => state === 'waiting');
  const looks = waiting.map(({ domainId }) => ({ kind: incomingJob, object: domainId }));
  if (looks.length) await tx.insert(jobTable).values(jobRows(looks, new Date(now.getTime() + 600_000)));
}
