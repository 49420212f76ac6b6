import type { Session } from '../../auth/session.ts';
import type { BoundLabel, Deps } from '../../http/env.ts';
import { ResolverError } from '../../platform/resolver/port.ts';
import type { Preview } from '../answers.ts';
import { deniedOn } from '../capability.ts';
import { copyDiff } from '../dns.ts';
import { astrayBy } from '../redirects/astray.ts';
import type { DomainRow } from '../zone.ts';
import type { ConnectRefusal, ConnectRequest } from './answers.ts';
import type { ConnectQuery } from './input.ts';
import { backTo, returnAddress, type ConnectError } from './rules-query.ts';
import { admit, domainAsked, judgeRequest, nameOf, readRequest, Refused, type Request } from './request.ts';
import { fetchKey, isSigned } from './signature.ts';

const errors: Readonly<Partial<Record<ConnectRefusal, ConnectError>>> = {
  blocked: 'unauthorized_client',
  unreachable: 'temporarily_unavailable',
  not_yours: 'access_denied',
  protected: 'access_denied',
};

/** Where the person goes on; only to where the template says, or the provider signed for. */
function backOf(deps: Deps, { template, asked }: Request, signed: boolean, refusal: ConnectRefusal | undefined) {
  const plain = deps.platformUrl.startsWith('http:');
  const address = returnAddress(template, asked, { signed, plain });
  return (
    address && {
      site: address.host,
      done: backTo(address, asked),
      cancelled: backTo(address, asked, 'access_denied', 'user_cancel'),
      failed: backTo(address, asked, (refusal && errors[refusal]) ?? 'invalid_request'),
    }
  );
}

async function offerOf(
  label: BoundLabel,
  session: Session,
  deps: Deps,
  request: Request,
): Promise<NonNullable<ConnectRequest['offer']>> {
  await admit(deps, request);
  const domain = await domainAsked(label.db, session, request);
  if (!domain) throw new Refused('not_yours');
  const { id, name, unicodeName } = domain;
  return {
    domain: { id, name, unicodeName },
    ...(await previewOf(label, session, deps, domain, request)),
    denied: deniedOn(domain, session),
  };
}

async function previewOf(
  label: BoundLabel,
  session: Session,
  deps: Deps,
  domain: DomainRow,
  request: Request,
): Promise<Preview> {
  const judged = await judgeRequest(label.db, label, session, domain, request);
  const diff = judged?.diff.map(copyDiff) ?? [];
  const astray = diff.length ? await astrayBy(label, deps, domain, diff) : [];
  const warnings = judged?.warnings.map((warning) => ({ ...warning })) ?? [];
  return { version: domain.zoneVersion, diff, warnings: [...warnings, ...astray] };
}

/** What the caller may add to the names of the template. */
function throughOf({ template, asked: { parameters } }: Request): string | undefined {
  const said = [
    template.sharedProviderName || template.shared ? parameters.get('providerName') : undefined,
    template.sharedServiceName ? parameters.get('serviceName') : undefined,
  ];
  const text = said
    .flatMap((one) => one?.trim() || [])
    .join(', ')
    .slice(0, 120);
  return text || undefined;
}

/** A request as the person is shown it: who asks, what would change, where he goes on. Nothing is written. */
export async function lookAtRequest(
  label: BoundLabel,
  session: Session,
  deps: Deps,
  query: ConnectQuery,
): Promise<ConnectRequest> {
  const request = await readRequest(label.db, label, query);
  const { template, asked, place } = request;
  let refused: Refused | undefined;
  let offer: ConnectRequest['offer'];
  let signed = false;
  try {
    await fetchKey(deps, template, asked);
    signed = await isSigned(deps, template, asked);
    offer = await offerOf(label, session, deps, request);
  } catch (error) {
    if (error instanceof ResolverError) refused = new Refused('unreachable');
    else if (error instanceof Refused) refused = error;
    else throw error;
  }
  const through = throughOf(request);
  const back = backOf(deps, request, signed, refused?.refusal);
  return {
    provider: template.providerName,
    service: template.serviceName,
    ...(through === undefined ? {} : { through }),
    name: place ? nameOf(place) : '',
    signed,
    warns: template.warnPhishing ?? false,
    ...(refused ? { refusal: refused.refusal, ...refused.more } : {}),
    ...(offer ? { offer } : {}),
    ...(back ? { back } : {}),
  };
}
