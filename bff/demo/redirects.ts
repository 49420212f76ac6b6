import type { RedirectKind } from '../domains/redirects/kinds.ts';
import { addressesOf, changesToPoint, ledBefore } from '../domains/redirects/rules-records.ts';
import type { RRset } from '../domains/records.ts';
import { applyChanges } from '../domains/rules-zone.ts';
import { uuidOf } from './random.ts';
import type { DemoHouse, DemoRedirect } from './types.ts';

export interface RedirectPlan {
  readonly host: string;
  readonly kind: RedirectKind;
  readonly target: string;
  readonly keepPath?: boolean;
  readonly title?: string;
  readonly description?: string;
  /** Where its records lead instead of here. */
  readonly astray?: string;
}

/** Where the redirects of a house live. */
export const redirectAddresses = ({ net4, net6 }: DemoHouse): string[] => [`${net4}.80`, `${net6}::80`];

/** The redirects of a domain, and its zone with the records that lead to them. */
export function redirectsOf(
  zone: string,
  house: DemoHouse,
  first: readonly RRset[],
  plans: readonly RedirectPlan[],
): { readonly redirects: DemoRedirect[]; readonly rrsets: readonly RRset[] } {
  const addresses = addressesOf(redirectAddresses(house));
  let rrsets = first;
  const redirects = plans.map(({ astray, ...plan }): DemoRedirect => {
    const { host, kind, target } = plan;
    const before = ledBefore(rrsets, host, addresses);
    rrsets = applyChanges(
      rrsets,
      astray
        ? [{ op: 'set', name: host, type: 'A', ttl: 3600, records: [astray] }]
        : changesToPoint(rrsets, host, addresses, 3600),
    );
    return {
      id: `red_${uuidOf(`redirect ${zone} ${host}`)}`,
      keepPath: true,
      title: '',
      description: '',
      ...plan,
      frames: kind === 'mask' ? [new URL(target).origin] : [],
      before,
    };
  });
  return { redirects, rrsets };
}
