import {
  OutboundError,
  type CertificateFault,
  type Outbound,
  type OutboundAnswer,
} from '../../platform/outbound/port.ts';
import type { Resolver } from '../../platform/resolver/port.ts';
import { dayOf } from '../days.ts';
import { relative } from '../rules-names.ts';
import { changesToPoint, type Addresses } from '../redirects/rules-records.ts';
import type { Check } from './answers.ts';
import { found, type Editable } from './rules.ts';

interface WebScene {
  readonly deps: { readonly resolver: Resolver; readonly outbound: Outbound };
  readonly name: string;
  readonly zone: Editable | undefined;
  /** Full names that are redirected, wildcards not among them, and where redirects live. */
  readonly redirected: readonly string[];
  readonly addresses: Addresses;
  readonly now: number;
  readonly timeZone: string;
}

type Got = { readonly answer: OutboundAnswer } | { readonly fault: OutboundError['code'] };

/** Renewed a month before their end, so one that has less than this was forgotten. */
const soon = 14;
const day = 86_400_000;

export async function addressesAt(resolver: Resolver, host: string): Promise<readonly string[]> {
  const both = await Promise.all([resolver.records(host, 'A'), resolver.records(host, 'AAAA')]);
  return both.flat();
}

const isCertificate = (code: OutboundError['code']): code is CertificateFault => code.startsWith('certificate_');

/** What visitors of the domain's own name meet. The two addresses are asked once, for both checks that read them. */
export function webLooks({ deps: { resolver, outbound }, name, zone, redirected, ...scene }: WebScene) {
  const own = addressesAt(resolver, name);
  const get = async (scheme: string): Promise<Got> => {
    if (!(await own).length) return { fault: 'unreachable' };
    try {
      return { answer: await outbound.ask(`${scheme}://${name}/`) };
    } catch (error) {
      return { fault: error instanceof OutboundError ? error.code : 'unreachable' };
    }
  };
  const [secure, plain] = [get('https'), get('http')];
  // Whoever needs them says that they failed.
  for (const asked of [own, secure, plain]) asked.catch(() => {});
  const works = (got: Got) => 'answer' in got && got.answer.status < 500;

  return {
    address: async (): Promise<Check> =>
      (await own).length
        ? found('address', 'ok', 'address_ok', { addresses: (await own).join(', ') })
        : found('address', 'advice', 'address_none'),

    redirect: async (): Promise<Check | undefined> => {
      if (!redirected.length) return undefined;
      const { addresses } = scene;
      const wanted = [...addresses.A, ...addresses.AAAA].toSorted().join(' ');
      const seen = await Promise.all(redirected.map((host) => addressesAt(resolver, host)));
      const astray = redirected.filter((_, at) => seen[at]!.toSorted().join(' ') !== wanted);
      const hosts = (astray.length ? astray : redirected).join(', ');
      if (!astray.length) return found('redirect', 'ok', 'redirect_ok', { hosts });
      const fix =
        zone && astray.flatMap((host) => changesToPoint(zone.rrsets, relative(host, name)!, addresses, zone.ttl));
      return found('redirect', 'problem', 'redirect_elsewhere', { hosts }, fix);
    },

    website: async (): Promise<Check | undefined> => {
      if (!(await own).length) return undefined;
      const got = await secure;
      if (works(got)) return found('website', 'ok', 'website_ok');
      if ('fault' in got && got.fault === 'not_public') return found('website', 'problem', 'website_private');
      return works(await plain)
        ? found('website', 'advice', 'website_insecure')
        : found('website', 'problem', 'website_down');
    },

    certificate: async (): Promise<Check | undefined> => {
      const got = await secure;
      if ('fault' in got) return isCertificate(got.fault) ? found('certificate', 'problem', got.fault) : undefined;
      const { certificateUntil: until } = got.answer;
      if (until === undefined) return undefined;
      const days = Math.floor((until - scene.now) / day);
      const facts = { date: dayOf(until, scene.timeZone), days: String(days) };
      return days < soon
        ? found('certificate', 'advice', 'certificate_soon', facts)
        : found('certificate', 'ok', 'certificate_ok', facts);
    },
  };
}
