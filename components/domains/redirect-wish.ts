import type { StandardSchemaV1 } from '@standard-schema/spec';
import type { RedirectKind } from '../../bff/domains/redirects/kinds.ts';
import { parseTarget } from '../../bff/domains/redirects/rules.ts';
import { parseOwner } from '../../bff/domains/rules-names.ts';
import type { Wish } from './redirect-api.ts';

export const freshWish: Wish = {
  host: '',
  kind: '301',
  target: '',
  keepPath: true,
  keepQuery: true,
  title: '',
  description: '',
  canonical: true,
  noindex: false,
};

/** What a person checks, or not. */
export type Flag = 'keepPath' | 'keepQuery' | 'canonical' | 'noindex';

/** The rules of the BFF, as far as they need nothing but the form. */
export function wishSchema(zone: () => string): StandardSchemaV1<unknown, Wish> {
  const validate = (value: unknown): StandardSchemaV1.Result<Wish> => {
    const wish = value as Wish;
    const host = parseOwner(wish.host, zone());
    const target = parseTarget(wish.target);
    const issues = [
      ...('code' in host ? [{ path: ['host'], message: host.code }] : []),
      ...('code' in target ? [{ path: ['target'], message: target.code }] : []),
    ];
    return issues.length ? { issues } : { value: wish };
  };
  return { '~standard': { version: 1, vendor: 'hc', validate } };
}

/** The fields as they are; what has none now stays as it was. */
export function readWish(data: FormData, before: Wish): Wish {
  const text = (name: keyof Wish) => String(data.get(name) ?? before[name]);
  const flag = (name: Flag) => data.has(name);
  return {
    host: text('host'),
    kind: text('kind') as RedirectKind,
    target: text('target'),
    keepPath: flag('keepPath'),
    keepQuery: flag('keepQuery'),
    title: text('title'),
    description: text('description'),
    ...(data.has('title')
      ? { canonical: flag('canonical'), noindex: flag('noindex') }
      : { canonical: before.canonical, noindex: before.noindex }),
  };
}
