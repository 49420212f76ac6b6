import { randomSecret } from '../../../store/hash.ts';
import { handleOf, isOurs, registrantFields, type RegistryContact } from '../contacts.ts';
import { RegistrarError } from '../port.ts';
import type { DomainInfo } from './answers.ts';
import {
  contactCreate,
  contactDelete,
  contactInfo,
  contactUpdate,
  domainRegistrant,
  readContact,
  type ContactInfo,
} from './contact-frames.ts';
import type { Ask } from './update.ts';

const exists = 2302;
const missing = 2303;
const later = 1001;

export async function readRegistrant(ask: Ask, handle: string | undefined): Promise<ContactInfo | undefined> {
  if (!handle) return undefined;
  const answer = await ask(contactInfo(handle), [missing, 2201]);
  return answer.data ? readContact(answer) : undefined;
}

/** The contact comes before the domain that names it, and the one before it goes after. Each step alone converges. */
export async function changeRegistrant(
  ask: Ask,
  { name, registrant, statuses }: DomainInfo,
  contact: RegistryContact,
): Promise<'done' | 'pending'> {
  if (Object.keys(contact.extra).length)
    throw new RegistrarError(
      'unsupported',
      `EPP alone cannot tell ${Object.keys(contact.extra).join(', ')} of ${name}`,
    );
  if (statuses.has('pendingUpdate')) return 'pending';
  const handle = await handleOf(name, contact);
  await provide(ask, handle, contact);
  if (registrant?.toUpperCase() === handle) return 'done';
  const { code } = await ask(domainRegistrant(name, handle));
  if (code === later) return 'pending';
  if (registrant && isOurs(registrant.toUpperCase())) await clear(ask, registrant);
  return 'done';
}

/** A contact that other domains use, that may not be deleted, or is gone already stays as it is: what was wanted is done. */
async function clear(ask: Ask, handle: string): Promise<void> {
  try {
    await ask(contactDelete(handle));
  } catch (error) {
    if (!(error instanceof RegistrarError) || !error.answered) throw error;
  }
}

async function provide(ask: Ask, handle: string, contact: RegistryContact): Promise<void> {
  let there = await readRegistrant(ask, handle);
  if (!there) {
    const { code } = await ask(contactCreate(handle, contact, randomSecret().slice(0, 16)), [exists]);
    if (code !== exists) return;
    // Made by another one meanwhile.
    there = await readRegistrant(ask, handle);
  }
  const differs = registrantFields.some((key) => there?.[key] !== contact[key]);
  if (differs) await ask(contactUpdate(handle, contact, there?.form ?? 'int'));
}
