import type { Contact } from '../domains/contacts/input.ts';
import type { Role } from '../account/answers.ts';
import { uuidOf } from './random.ts';
import type { DemoCustomer, DemoDomain, DemoSlug, DemoUser } from './types.ts';

interface CustomerPlan {
  readonly name: string;
  /** The reseller's own number; `demo` is whom the demo key acts for. */
  readonly externalId: string;
  readonly manageable?: boolean;
  /** One for all users: this is a demonstration. */
  readonly password: string;
  /** What follows the @ of its people's addresses. */
  readonly mail: string;
  /** Where it lives, of a profile that was filled in. */
  readonly address?: Pick<Contact, 'street' | 'postalCode' | 'city' | 'country' | 'phone' | 'vat'>;
  readonly people: readonly (readonly [name: string, role: Role, locale: string])[];
}

const plainWord = (name: string): string => name.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();

function userOf(
  slug: DemoSlug,
  { mail, password }: CustomerPlan,
  [name, role, locale]: CustomerPlan['people'][number],
): DemoUser {
  const username = plainWord(name.split(' ')[0]!);
  return {
    id: `usr_${uuidOf(`user ${slug} ${name}`)}`,
    name,
    email: `${username}@${mail}`,
    username,
    password,
    role,
    locale,
  };
}

export function demoCustomer(
  slug: DemoSlug,
  plan: CustomerPlan,
  domains: (users: readonly DemoUser[]) => readonly DemoDomain[],
): DemoCustomer {
  const users = plan.people.map((person) => userOf(slug, plan, person));
  return {
    id: `cus_${uuidOf(`customer ${slug} ${plan.name}`)}`,
    name: plan.name,
    externalId: plan.externalId,
    manageable: plan.manageable ?? true,
    users,
    ...(plan.address ? { contact: contactOf(plan, plan.address, users[0]!) } : {}),
    domains: domains(users),
  };
}

const contactOf = (plan: CustomerPlan, address: NonNullable<CustomerPlan['address']>, owner: DemoUser): Contact => ({
  kind: 'company',
  name: owner.name,
  organisation: plan.name,
  ...address,
  state: '',
  email: owner.email,
  language: 'nl',
});
