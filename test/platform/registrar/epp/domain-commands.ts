import { dsText, parseDs, type Ds } from '../../../../bff/domains/dnssec/ds.ts';
import { addDays } from '../../../../bff/domains/days.ts';
import { addYears, yearsLeft } from '../../../../bff/domains/registry/rules.ts';
import { spaces } from '../../../../bff/platform/registrar/epp/frames.ts';
import { childOf, childrenOf, textOf, xml, type Node, type Xml } from '../../../../bff/platform/registrar/epp/xml.ts';
import { tldFor } from '../../../../bff/platform/registrar/refusals.ts';
import { names, type Handler, type Said } from './commands.ts';
import type { HeldDomain, Registry } from './state.ts';
import { isMoving, settle } from './transfer-commands.ts';

const instant = (day: string): string => `${day}T00:00:00.0Z`;

/** RFC 5731 and 3915. */
export const domainCommand: Handler = ({ verb, object, turn, extension, id }) => {
  const { registry, user, pending } = turn;
  if (verb === 'check')
    return {
      code: 1000,
      data: xml`<domain:chkData xmlns:domain="${spaces.domain}">${names(object, 'name').map(
        (name) =>
          xml`<domain:cd><domain:name avail="${registry.domains.has(name) ? 0 : 1}">${name}</domain:name></domain:cd>`,
      )}</domain:chkData>`,
    };
  const domain = registry.domains.get(textOf(object, 'name')!);
  if (domain) registry.renewAlone(domain);
  if (!domain || registry.phase(domain) === 'gone') return { code: 2303 };
  settle(domain, registry);
  if (verb === 'info') {
    const code = textOf(childOf(object, 'authInfo'), 'pw');
    return code !== undefined && code !== domain.authCode ? { code: 2202 } : infoOf(domain, registry);
  }
  if (domain.registrar !== user) return { code: 2201 };
  const change =
    verb === 'renew'
      ? renewal(domain, object, registry)
      : verb === 'update'
        ? updating(domain, object, extension, registry)
        : verb === 'delete'
          ? deleting(domain, registry)
          : undefined;
  if (!change) return { code: 2101 };
  if ('code' in change) return change;
  const apply = () => {
    change.apply();
    domain.changedAt = new Date(registry.now()).toISOString();
    registry.done.push(`${verb} ${domain.name}`);
  };
  if (!pending) apply();
  else {
    domain.statuses.push(`pending${verb === 'renew' ? 'Renew' : 'Update'}`);
    registry.queue.push({
      id: `${registry.queue.length + 1}`,
      text: 'It ended.',
      ended: { name: domain.name, done: true, id },
    });
    later.set(domain.name, apply);
  }
  return { code: pending ? 1001 : 1000, ...(change.data ? { data: change.data() } : {}) };
};

const later = new Map<string, () => void>();

/** What was pending for the domain is done now. */
export function finish(registry: Registry, name: string): void {
  const domain = registry.domains.get(name)!;
  domain.statuses = domain.statuses.filter((status) => !status.startsWith('pending'));
  later.get(name)?.();
  later.delete(name);
}

type Change = Said | { readonly apply: () => void; readonly data?: () => Xml };

function renewal(domain: HeldDomain, object: Node, { phase, today }: Registry): Change {
  const years = Number(textOf(object, 'period') ?? 1);
  if (textOf(object, 'curExpDate') !== domain.expiresOn) return { code: 2306 };
  if (!['active', 'grace'].includes(phase(domain)) || forbids(domain)) return { code: 2304 };
  if (years < 1 || years > yearsLeft(domain.expiresOn, today(), tldFor(domain.name))) return { code: 2105 };
  return {
    apply: () => {
      domain.expiresOn = addYears(domain.expiresOn, years);
      domain.restore = 'none';
      domain.deletedOn = undefined;
    },
    data: () =>
      xml`<domain:renData xmlns:domain="${spaces.domain}"><domain:name>${domain.name}</domain:name><domain:exDate>${instant(domain.expiresOn)}</domain:exDate></domain:renData>`,
  };
}

function deleting(domain: HeldDomain, registry: Registry): Change {
  const { name, statuses } = domain;
  if (!['active', 'grace'].includes(registry.phase(domain)) || forbids(domain)) return { code: 2304 };
  if (statuses.some((status) => status.endsWith('DeleteProhibited'))) return { code: 2304 };
  if ([...registry.hosts.keys()].some((host) => host.endsWith(`.${name}`))) return { code: 2305 };
  return {
    apply: () => {
      if (isAutoRenewed(domain, registry)) domain.expiresOn = domain.renewedOn!;
      domain.deletedOn = registry.today();
      domain.renewedOn = undefined;
    },
  };
}

const isAutoRenewed = ({ name, renewedOn }: HeldDomain, { today }: Registry): boolean =>
  renewedOn !== undefined && today() < addDays(renewedOn, tldFor(name).autoRenews ?? 0);

const forbids = (domain: HeldDomain): boolean =>
  isMoving(domain) ||
  domain.statuses.some((status) => status === 'serverUpdateProhibited' || status.startsWith('pending'));

function updating(domain: HeldDomain, object: Node, extension: Node | undefined, registry: Registry): Change {
  const restore = childOf(childOf(extension, 'update', spaces.rgp), 'restore');
  if (restore) return restoring(domain, restore, registry);
  if (!['active', 'grace'].includes(registry.phase(domain)) || forbids(domain)) return { code: 2304 };
  const [add, rem] = ['add', 'rem'].map((part) => {
    const node = childOf(object, part);
    return {
      servers: names(childOf(node, 'ns'), 'hostObj'),
      statuses: childrenOf(node, 'status').map(({ attributes }) => attributes.s!),
    };
  });
  if (add!.servers.some((name) => !registry.hosts.has(name))) return { code: 2303 };
  if (add!.servers.some((name) => domain.nameServers.includes(name))) return { code: 2302 };
  if (rem!.servers.some((name) => !domain.nameServers.includes(name))) return { code: 2303 };
  if ([...add!.statuses, ...rem!.statuses].some((status) => !status.startsWith('client'))) return { code: 2306 };
  const keys = childOf(extension, 'update', spaces.secDns);
  const [remDs, addDs] = ['rem', 'add'].map((part) => dsIn(childOf(keys, part)));
  const has = (ds: Ds) => domain.ds.some((one) => dsText(one) === dsText(ds));
  if (remDs!.some((ds) => !has(ds))) return { code: 2303 };
  if (addDs!.some(has)) return { code: 2302 };
  const secret = childOf(childOf(object, 'chg'), 'authInfo');
  const registrant = textOf(childOf(object, 'chg'), 'registrant');
  if (registrant && !registry.contacts.has(registrant)) return { code: 2303 };
  return {
    apply: () => {
      domain.nameServers = [...domain.nameServers.filter((name) => !rem!.servers.includes(name)), ...add!.servers];
      domain.statuses = [...domain.statuses.filter((one) => !rem!.statuses.includes(one)), ...add!.statuses];
      if (registrant) domain.registrant = registrant;
      domain.ds = [...domain.ds.filter((one) => !remDs!.some((ds) => dsText(ds) === dsText(one))), ...addDs!];
      if (secret) domain.authCode = textOf(secret, 'pw');
    },
  };
}

const dsIn = (node: Node | undefined): Ds[] =>
  childrenOf(node, 'dsData').map((data) =>
    parseDs(['keyTag', 'alg', 'digestType', 'digest'].map((name) => textOf(data, name)).join(' '))!,
  );

/** First it is asked for, then reported on (RFC 3915 §4.2.5). */
function restoring(domain: HeldDomain, { attributes, children }: Node, { phase }: Registry): Change {
  const asked = attributes.op === 'request';
  if (asked ? phase(domain) !== 'redemption' || domain.restore !== 'none' : domain.restore !== 'asked')
    return { code: 2304 };
  if (!asked && !children.length) return { code: 2003 };
  return { apply: () => void (domain.restore = asked ? 'asked' : 'done') };
}

function infoOf(domain: HeldDomain, registry: Registry): Said {
  const { name, registrar } = domain;
  const phase = registry.phase(domain);
  const leaving = phase === 'redemption' || phase === 'pending_delete';
  const statuses = [
    ...domain.statuses,
    ...(leaving ? ['pendingDelete'] : []),
    ...(isMoving(domain) ? ['pendingTransfer'] : []),
  ];
  const renewed = isAutoRenewed(domain, registry);
  const grace =
    domain.restore === 'asked'
      ? 'pendingRestore'
      : phase === 'redemption'
        ? 'redemptionPeriod'
        : leaving
          ? 'pendingDelete'
          : 'autoRenewPeriod';
  const own = [...registry.hosts.keys()].filter((host) => host.endsWith(`.${name}`));
  return {
    code: 1000,
    data: xml`<domain:infData xmlns:domain="${spaces.domain}"><domain:name>${name}</domain:name><domain:roid>D1-TEST</domain:roid>${[
      (statuses.length ? statuses : ['ok']).map((status) => xml`<domain:status s="${status}"/>`),
      domain.registrant ? xml`<domain:registrant>${domain.registrant}</domain:registrant>` : undefined,
      domain.nameServers.length
        ? xml`<domain:ns>${domain.nameServers.map((host) => xml`<domain:hostObj>${host}</domain:hostObj>`)}</domain:ns>`
        : undefined,
      own.map((host) => xml`<domain:host>${host}</domain:host>`),
    ]}<domain:clID>${registrar}</domain:clID><domain:crDate>${instant(domain.registeredOn)}</domain:crDate><domain:upDate>${domain.changedAt}</domain:upDate><domain:exDate>${instant(domain.expiresOn)}</domain:exDate>${
      domain.transferredOn ? xml`<domain:trDate>${instant(domain.transferredOn)}</domain:trDate>` : undefined
    }</domain:infData>`,
    ...((leaving || renewed || domain.ds.length) && {
      extension: xml`${[
        leaving || renewed
          ? xml`<rgp:infData xmlns:rgp="${spaces.rgp}"><rgp:rgpStatus s="${grace}"/></rgp:infData>`
          : undefined,
        domain.ds.length
          ? xml`<secDNS:infData xmlns:secDNS="${spaces.secDns}">${domain.ds.map(
              (ds) =>
                xml`<secDNS:dsData><secDNS:keyTag>${ds.keyTag}</secDNS:keyTag><secDNS:alg>${ds.algorithm}</secDNS:alg><secDNS:digestType>${ds.digestType}</secDNS:digestType><secDNS:digest>${ds.digest}</secDNS:digest></secDNS:dsData>`,
            )}</secDNS:infData>`
          : undefined,
      ]}`,
    }),
  };
}
