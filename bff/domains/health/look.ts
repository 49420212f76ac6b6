import type { Session } from '../../auth/session.ts';
import type { BoundLabel, Deps } from '../../http/env.ts';
import { dayOf } from '../days.ts';
import { readSigning } from '../dnssec/read.ts';
import { redirectedHosts } from '../redirects/find.ts';
import { answeredWithin } from '../../platform/within.ts';
import { addressesFor } from '../redirects/list.ts';
import { hostsOf } from '../registry/read.ts';
import { relative } from '../rules-names.ts';
import { parseDkim } from '../rules-mail.ts';
import { limitsFor, readRRsets, type DomainRow } from '../zone.ts';
import type { Check, CheckId } from './answers.ts';
import * as rules from './rules.ts';
import { found, setting, type Editable } from './rules.ts';
import { addressesAt, webLooks } from './web.ts';

type Asks = Pick<Deps, 'resolver' | 'outbound'>;
/** Undefined: there is nothing to look at. */
type Looks = Partial<Record<CheckId, () => Promise<Check | undefined>>>;

/** For all checks together, in ms: whoever has no answer by then says so. */
const patience = 4500;
/** Names under which mail services keep their keys; those in the zone come beside them. */
const selectors = ['default', 'dkim', 'google', 'k1', 'mail', 's1', 'selector1'];

interface Scene {
  readonly deps: Asks;
  readonly domain: DomainRow;
  readonly wanted: readonly string[];
  readonly zone: Editable | undefined;
  readonly names: readonly string[];
}

function delegation({ deps: { resolver }, domain, wanted }: Scene): Looks {
  return {
    delegation: async () => rules.judgeDelegation(wanted, await resolver.records(domain.name, 'NS')),
    servers: async () => {
      const asked = await Promise.all(
        wanted.map(async (server) => ({ server, answer: await resolver.ask(server, domain.name) })),
      );
      const bad = asked.filter(({ answer }) => answer.state !== 'authoritative').map(({ server }) => server);
      if (bad.length) return found('servers', 'problem', 'servers_fail', { servers: bad.join(', ') });
      const serials = new Set(asked.map(({ answer }) => ('serial' in answer ? answer.serial : 0)));
      // They may be in the middle of taking a change over.
      if (serials.size > 1) return found('servers', 'advice', 'servers_serial', { serials: [...serials].join(', ') });
      return found('servers', 'ok', 'servers_ok', { count: String(asked.length), serial: String([...serials][0]) });
    },
  };
}

function mail({ deps: { resolver }, domain: { name }, zone, names }: Scene): Looks {
  const mx = resolver.records(name, 'MX');
  // Whoever needs it says that it failed.
  mx.catch(() => {});
  const hosts = async () => (await mx).map((record) => record.split(' ')[1]!).filter((host) => host !== '.');
  const sends = async () => (await hosts()).length > 0;
  return {
    mx: async () => {
      const targets = await hosts();
      if (!targets.length)
        return found('mx', (await mx).length ? 'ok' : 'advice', (await mx).length ? 'mx_null' : 'mx_none');
      const lost = await Promise.all(
        targets.map(async (host) => ((await addressesAt(resolver, host)).length ? '' : host)),
      );
      const dead = lost.filter(Boolean).join(', ');
      return dead
        ? found('mx', 'problem', 'mx_unresolved', { hosts: dead })
        : found('mx', 'ok', 'mx_ok', { hosts: targets.join(', ') });
    },
    spf: async () => rules.judgeSpf(await resolver.records(name, 'TXT'), await sends(), zone),
    dmarc: async () => rules.judgeDmarc(await resolver.records(`_dmarc.${name}`, 'TXT'), await sends(), zone),
    dkim: async () => {
      if (!(await sends())) return undefined;
      const own = names.map((owner) => /^(.+)\._domainkey$/.exec(owner)?.[1]).filter((one) => one !== undefined);
      const asked = [...new Set([...own, ...selectors])].slice(0, 20);
      const texts = await Promise.all(asked.map((one) => resolver.records(`${one}._domainkey.${name}`, 'TXT')));
      const at = asked.filter((_, place) => texts[place]!.some((text) => 'key' in parseDkim(text)));
      return at.length
        ? found('dkim', 'ok', 'dkim_ok', { selectors: at.join(', ') })
        : found('dkim', 'advice', 'dkim_none');
    },
  };
}

/** Asks the world how a domain is; each check by itself, all at once. */
export async function lookAt(label: BoundLabel, session: Session, deps: Deps, domain: DomainRow): Promise<Check[]> {
  const { db, settings } = label;
  const { resolver } = deps;
  const rrsets = await readRRsets(db, domain.id);
  const hosts = await hostsOf(db, domain.id);
  const signing = await readSigning(db, domain.id);
  const { defaultTtl, acmeIssuer } = limitsFor(label, session);
  const mayEdit = domain.ownNameServers && !session.denied['domains.dns.edit'];
  const zone = mayEdit ? { rrsets, ttl: defaultTtl } : undefined;
  const wanted = domain.ownNameServers ? settings.dns.nameServers : domain.nameServers;
  const scene: Scene = { deps, domain, wanted, zone, names: rrsets.map(({ name }) => name) };
  const redirected = await redirectedHosts(db, domain);
  const looks: Looks = {
    ...delegation(scene),
    glue: async () => {
      if (!hosts.length) return undefined;
      const seen = await Promise.all(hosts.map((host) => addressesAt(resolver, host.name)));
      const apart = hosts.filter((host, at) => seen[at]!.toSorted().join() !== host.addresses.toSorted().join());
      if (!apart.length) return found('glue', 'ok', 'glue_ok');
      const fix = apart.flatMap(({ name, addresses: at }) => hostChanges(zone, relative(name, domain.name)!, at));
      return found('glue', 'problem', 'glue_differs', { hosts: apart.map(({ name }) => name).join(', ') }, fix);
    },
    ...mail(scene),
    dnssec: async () => {
      const step = signing?.step;
      if (!step) return found('dnssec', 'advice', 'dnssec_off');
      return found('dnssec', 'ok', step === 'on' ? 'dnssec_on' : 'dnssec_pending');
    },
    caa: async () => rules.judgeCaa(await resolver.records(domain.name, 'CAA'), acmeIssuer ?? '', zone),
    ...webLooks({
      ...{ deps, zone, redirected, now: deps.now(), timeZone: settings.locale.timeZone },
      name: domain.name,
      addresses: addressesFor(label, deps),
    }),
    expiry: async () => {
      if (!domain.expiresOn) return undefined;
      const today = dayOf(deps.now(), settings.locale.timeZone);
      const days = Math.round((Date.parse(domain.expiresOn) - Date.parse(today)) / 86_400_000);
      return rules.judgeExpiry(days, domain.expiresOn, domain.autoRenew);
    },
  };
  const checks = await Promise.all(
    Object.entries(looks).map(([id, look]) =>
      answeredWithin(patience, look()).catch(() => found(id as CheckId, 'unknown', 'unknown')),
    ),
  );
  return checks.filter((one) => one !== undefined);
}

/** The zone says of a child host what the registry says: resolvers take the one or the other (RFC 9471). */
function hostChanges(zone: Editable | undefined, name: string, wanted: readonly string[]) {
  return (['A', 'AAAA'] as const).flatMap((type) => {
    const records = wanted.filter((address) => address.includes(':') === (type === 'AAAA'));
    const there = zone?.rrsets.some((rrset) => rrset.name === name && rrset.type === type);
    return records.length || there ? (setting(zone, { name, type }, () => records) ?? []) : [];
  });
}
