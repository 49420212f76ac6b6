import { addDays } from '../../../../bff/domains/days.ts';
import { addYears } from '../../../../bff/domains/registry/rules.ts';
import { spaces } from '../../../../bff/platform/registrar/epp/frames.ts';
import { childOf, textOf, xml, type Xml } from '../../../../bff/platform/registrar/epp/xml.ts';
import { tldFor } from '../../../../bff/platform/registrar/refusals.ts';
import type { TransferState } from '../../../../bff/platform/registrar/transfers.ts';
import type { Others } from '../../../../bff/platform/registrar/simulated-transfers.ts';
import type { Handler, Said } from './commands.ts';
import type { HeldDomain, Registry } from './state.ts';

/** Of the messages so far. */
let count = 0;

export const isMoving = ({ transfer }: HeldDomain): boolean => transfer?.state === 'pending';

function end(domain: HeldDomain, state: TransferState, at: string): void {
  const transfer = domain.transfer!;
  Object.assign(transfer, { state, actsAt: at });
  if (!state.endsWith('Approved')) return;
  domain.registrar = transfer.to;
  domain.authCode = undefined;
  domain.transferredOn = at.slice(0, 10);
  domain.expiresOn = addYears(domain.expiresOn, tldFor(domain.name).transferYears);
  domain.statuses = domain.statuses.filter((status) => status.startsWith('server'));
}

/** Who did not answer in time has agreed. */
export function settle(domain: HeldDomain, { now, queue }: Registry): void {
  const { transfer } = domain;
  if (transfer?.state !== 'pending' || now() < Date.parse(transfer.actsAt)) return;
  end(domain, 'serverApproved', transfer.actsAt);
  queue.push({ id: `t${(count += 1)}`, text: 'Transfer approved by the registry.', moves: domain.name });
}

export const settleDue = (registry: Registry): void => registry.domains.forEach((domain) => settle(domain, registry));

export const transferData = ({ name, transfer }: HeldDomain): Xml =>
  xml`<domain:trnData xmlns:domain="${spaces.domain}"><domain:name>${name}</domain:name><domain:trStatus>${transfer!.state}</domain:trStatus><domain:reID>${transfer!.to}</domain:reID><domain:reDate>${transfer!.askedAt}</domain:reDate><domain:acID>${transfer!.from}</domain:acID><domain:acDate>${transfer!.actsAt}</domain:acDate></domain:trnData>`;

/** One registrar asks for what another one has. */
export function ask(registry: Registry, domain: HeldDomain, code: string | undefined, to: string): Said {
  const { transferDays, stayDays } = tldFor(domain.name);
  if (domain.registrar === to) return { code: 2106 };
  if (domain.authCode === undefined || code !== domain.authCode) return { code: 2202 };
  if (isMoving(domain)) return { code: 2300 };
  if (domain.statuses.some((status) => status.endsWith('TransferProhibited'))) return { code: 2304 };
  if (!['active', 'grace'].includes(registry.phase(domain))) return { code: 2304 };
  if (addDays(domain.transferredOn ?? domain.registeredOn, stayDays) > registry.today()) return { code: 2106 };
  const at = (days: number) => new Date(registry.now() + days * 86_400_000).toISOString();
  domain.transfer = { state: 'pending', to, from: domain.registrar, askedAt: at(0), actsAt: at(transferDays) };
  registry.done.push(`transfer ${domain.name}`);
  if (!transferDays) end(domain, 'serverApproved', at(0));
  return { code: transferDays ? 1001 : 1000, data: transferData(domain) };
}

const answers = { approve: 'clientApproved', reject: 'clientRejected', cancel: 'clientCancelled' } as const;

/** RFC 5731 §3.1.3 and §3.2.4. */
export const transferCommand: Handler = ({ op, object, turn }) => {
  const { registry, user } = turn;
  const domain = registry.domains.get(textOf(object, 'name')!);
  if (!domain || registry.phase(domain) === 'gone') return { code: 2303 };
  settle(domain, registry);
  if (op === 'request') return ask(registry, domain, textOf(childOf(object, 'authInfo'), 'pw'), user);
  const { transfer } = domain;
  if (!transfer) return { code: 2301 };
  if (transfer.to !== user && transfer.from !== user) return { code: 2201 };
  if (op === 'query') return { code: 1000, data: transferData(domain) };
  if (!isMoving(domain)) return { code: 2301 };
  if ((op === 'cancel' ? transfer.to : transfer.from) !== user) return { code: 2201 };
  end(domain, answers[op as keyof typeof answers], new Date(registry.now()).toISOString());
  return { code: 1000, data: transferData(domain) };
};

/** What other registrars do at this registry. */
export const othersAt = (registry: Registry): Others => ({
  async register(domain, code) {
    registry.put(domain, 'another');
    registry.domains.get(domain.name)!.authCode = code;
  },
  async askFor(name, code) {
    const said = ask(registry, registry.domains.get(name)!, code, 'another');
    if (said.code >= 2000) throw new Error(`${said.code}`);
    registry.queue.push({ id: `t${(count += 1)}`, text: 'Transfer requested.', moves: name });
  },
  async answer(name, how) {
    end(registry.domains.get(name)!, answers[how], new Date(registry.now()).toISOString());
    registry.queue.push({ id: `t${(count += 1)}`, text: 'Transfer ended.', moves: name });
  },
});
