import { eq } from 'drizzle-orm';
import type { Session } from '../../auth/session.ts';
import { Problem } from '../../http/problem.ts';
import { action, type Act } from '../../policy/action.ts';
import type { Db } from '../../store/database.ts';
import { registryRefusals } from '../registry/capability.ts';
import { ownDomain, type DomainRow } from '../zone.ts';
import type { DomainContact, Plan, Profile } from './answers.ts';
import { domainContactInput, profileInput, type DomainContactInput, type ProfileInput } from './input.ts';
import type { Wished } from './plan.ts';
import { contactOf, domainContactOf, heldBy, heldOf, planFor, profileOf, shownPlan, type Item } from './read.ts';
import { checkExtra, checkExtras } from './rules.ts';
import { contacts } from './schema.ts';
import { carryOut, keepContact } from './write.ts';

function refuseFields(fields: Record<string, string>): void {
  if (Object.keys(fields).length) throw new Problem('invalid', { fields });
}

async function profilePlan(db: Db, session: Session, { version, contact, extra }: ProfileInput) {
  const row = await contactOf(db, session.customer.id);
  if ((row?.version ?? 0) !== version) throw new Problem('version_conflict', { current: await profileOf(db, session) });
  const checked = checkExtras(contact, extra);
  refuseFields(checked.fields);
  const wished: Wished = { contact, extra: checked.extra };
  const items = planFor(
    (await heldBy(db, session)).filter(({ own }) => !own),
    wished,
    session,
  );
  return { row, wished, items };
}

/** Nobody gets another change than he was shown. */
async function refuseUnseen(items: readonly Item[], seen: string | undefined): Promise<void> {
  const plan = await shownPlan(items);
  if (plan.seen !== seen) throw new Problem('version_conflict', { current: plan });
}

export const previewProfile = async (db: Db, session: Session, input: ProfileInput): Promise<Plan> =>
  shownPlan((await profilePlan(db, session, input)).items);

/** Saves who the customer is, and has the registries of all his domains told that have no contact of their own. */
export const editProfile = action({
  name: 'account.profile.edit',
  input: profileInput,
  run: async (act: Act<undefined>, input): Promise<Profile> => {
    const { tx, session } = act;
    const { row, wished, items } = await profilePlan(tx, session, input);
    await refuseUnseen(items, input.seen);
    await keepContact(act, session.customer.id, row, wished);
    await carryOut(act, items);
    return profileOf(tx, session);
  },
});

async function domainPlan(db: Db, session: Session, domain: DomainRow, input: DomainContactInput) {
  const held = (await heldOf(db, domain.id))!;
  let wished: Wished;
  if (input.own) {
    const { contact, extra } = input;
    const checked = checkExtras(contact, extra);
    for (const key of checkExtra(domain.tld, contact, extra[domain.tld]).missing)
      checked.fields[`extra.${domain.tld}.${key}`] = 'required';
    refuseFields(checked.fields);
    wished = { contact, extra: checked.extra };
  } else {
    const profile = await contactOf(db, session.customer.id);
    if (!profile) throw new Problem('invalid', { fields: { own: 'no_profile' } });
    wished = profile;
  }
  return { held, wished, items: planFor([held], wished, session) };
}

export const previewDomainContact = async (
  db: Db,
  session: Session,
  domain: DomainRow,
  input: DomainContactInput,
): Promise<Plan> => shownPlan((await domainPlan(db, session, domain, input)).items);

/** Gives one domain a registrant of its own, or the profile again. */
export const editDomainContact = action({
  name: 'domains.contact.edit',
  input: domainContactInput,
  target: ownDomain,
  capability: registryRefusals['domains.contact.edit'],
  run: async (act: Act<DomainRow>, input): Promise<DomainContact> => {
    const { tx, session, target } = act;
    const { held, wished, items } = await domainPlan(tx, session, target, input);
    await refuseUnseen(items, input.seen);
    if (input.own) await keepContact(act, target.id, held.own ?? undefined, wished);
    else await tx.delete(contacts).where(eq(contacts.of, target.id));
    await carryOut(act, items);
    return domainContactOf(tx, session, target);
  },
});
