import { eq } from 'drizzle-orm';
import type { Db } from '../../store/database.ts';
import { domains } from '../schema.ts';
import { keepHere } from '../transfers/stay.ts';
import { wantVerified } from '../verification/write.ts';
import type { DomainRow } from '../zone.ts';
import { asksRegistrant, differing, isMaterial, type Told } from './plan.ts';

/** The registry has another registrant, or other words for him: what follows from that here. */
export async function tookRegistrant(
  tx: Db,
  domain: DomainRow,
  { before, after }: { readonly before: Told['contact']; readonly after: Told['contact'] },
  at: Date,
): Promise<void> {
  const { name = '', organisation, email = '' } = after;
  await tx
    .update(domains)
    .set({ ownerName: organisation || name, ownerEmail: email })
    .where(eq(domains.id, domain.id));
  if (asksRegistrant(domain.tld) && differing(before, after).some(isMaterial)) await keepHere(tx, domain, at);
  // Of the same address as before nothing new has to be shown.
  if (domain.ownerEmail.toLowerCase() !== email.toLowerCase()) await wantVerified(tx, domain, email, at);
}
