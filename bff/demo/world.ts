import type { Role } from '../account/answers.ts';
import type { DemoLabel, DemoSlug } from './types.ts';

export interface DemoKeys {
  readonly publishableKey: string;
  /** For the reseller's own server. */
  readonly secretKey: string;
}

export interface DemoPerson {
  readonly name: string;
  readonly email: string;
  readonly username: string;
  readonly password: string;
  readonly role: Role;
  readonly locale: string;
}

/** A customer as `demo.json` shows it; `domains` only where there are few. */
export interface DemoAccount {
  readonly id: string;
  readonly name: string;
  readonly externalId: string;
  readonly manageable: boolean;
  readonly users: readonly DemoPerson[];
  readonly domainCount: number;
  readonly domains?: readonly { readonly id: string; readonly name: string; readonly state: string }[];
}

export interface DemoLabelEntry extends DemoKeys {
  readonly id: string;
  readonly name: string;
  readonly host: string;
  readonly origins: readonly string[];
  readonly languages: readonly string[];
  readonly customers: readonly DemoAccount[];
}

/** All that a person, a test or a reseller's demo site needs to get in. Holds passwords and secret keys. */
export interface DemoWorld {
  readonly labels: Readonly<Record<DemoSlug, DemoLabelEntry>>;
}

const few = 20;

export function worldOf(
  labels: readonly DemoLabel[],
  keys: Readonly<Record<DemoSlug, DemoKeys>>,
  {
    sites,
    hosts,
  }: { readonly sites: Readonly<Record<DemoSlug, string>>; readonly hosts: Readonly<Record<DemoSlug, string>> },
): DemoWorld {
  const entry = ({ id, slug, name, settings, customers }: DemoLabel): DemoLabelEntry => ({
    id,
    name,
    host: hosts[slug],
    origins: [sites[slug]],
    ...keys[slug],
    languages: settings.locale.languages,
    customers: customers.map((customer) => ({
      id: customer.id,
      name: customer.name,
      externalId: customer.externalId,
      manageable: customer.manageable,
      users: customer.users.map(({ name: fullName, email, username, password, role, locale }) => ({
        name: fullName,
        email,
        username,
        password,
        role,
        locale,
      })),
      domainCount: customer.domains.length,
      ...(customer.domains.length <= few
        ? {
            domains: customer.domains.map(({ id: domainId, name: zone, state }) => ({
              id: domainId,
              name: zone,
              state,
            })),
          }
        : {}),
    })),
  });
  const of = (slug: DemoSlug) => entry(labels.find((label) => label.slug === slug)!);
  return { labels: { tidewell: of('tidewell'), smidse: of('smidse') } };
}
