import { tldFor } from './refusals.ts';
import { dotted, handleOf, type RegistryContact } from './contacts.ts';
import type { RegisteredDomain, RegistrarPort } from './port.ts';

/** Words of RDAP for a status of EPP (RFC 8056): `client transfer prohibited`. */
const wordsOf = (status: string): string => status.replaceAll(/[A-Z]/g, (sign) => ` ${sign.toLowerCase()}`);

/** What is hidden of a registrant: where it stands, and what it is called (RFC 9537). */
const hidden = [
  { what: 'Registrant Name', at: 'fn', empties: true },
  { what: 'Registrant Organization', at: 'org' },
  { what: 'Registrant Phone', at: 'tel' },
  { what: 'Registrant Email', at: 'email' },
] as const;
const pathTo = (property: string): string =>
  `$.entities[?(@.roles[0]=='registrant')].vcardArray[1][?(@[0]=='${property}')]`;

const redacted = (kind: RegistryContact['kind']) => [
  ...hidden
    .filter(({ at }) => at !== 'org' || kind === 'company')
    .map(({ what, at, ...rest }) => ({
      name: { description: what },
      ...('empties' in rest ? { postPath: `${pathTo(at)}[3]` } : { prePath: pathTo(at) }),
      pathLang: 'jsonpath',
      method: 'empties' in rest ? 'emptyValue' : 'removal',
      reason: { description: 'Server policy' },
    })),
  ...[
    ['Registrant Street', 2],
    ['Registrant City', 3],
    ['Registrant Postal Code', 5],
  ].map(([what, at]) => ({
    name: { description: what },
    postPath: `${pathTo('adr')}[3][${at}]`,
    pathLang: 'jsonpath',
    method: 'emptyValue',
    reason: { description: 'Server policy' },
  })),
];

/** A registrant as jCard (RFC 7095); of a hidden one only the country and its part. */
async function registrantEntity(domain: string, contact: RegistryContact, hides: boolean) {
  const { kind, name, organisation, street, city, state, postalCode, country, phone, email } = contact;
  const place = hides ? ['', '', '', '', state, '', ''] : ['', '', street, city, state, postalCode, ''];
  return {
    objectClassName: 'entity',
    handle: await handleOf(domain, contact),
    roles: ['registrant'],
    vcardArray: [
      'vcard',
      [
        ['version', {}, 'text', '4.0'],
        ['fn', {}, 'text', hides ? '' : name],
        ...(organisation && !hides ? [['org', {}, 'text', organisation]] : []),
        ['adr', { cc: country }, 'text', place],
        ...(phone && !hides ? [['tel', { type: 'voice' }, 'uri', `tel:${dotted(phone).replace('.', '-')}`]] : []),
        ...(hides ? [] : [['email', {}, 'text', email]]),
        ...(kind === 'company' ? [['kind', {}, 'text', 'org']] : []),
      ],
    ],
  };
}

/** A registration as anybody may see it (RFC 9083). */
export async function rdapDomain(domain: RegisteredDomain, contact: RegistryContact | undefined) {
  const { name, statuses, registeredOn, expiresOn, nameServers, privacy, ds } = domain;
  const hides = privacy || (tldFor(name).privacy === 'always' && contact?.kind === 'person');
  const instant = (day: string) => `${day}T00:00:00Z`;
  return {
    rdapConformance: ['rdap_level_0', 'redacted'],
    objectClassName: 'domain',
    handle: name,
    ldhName: name,
    status: statuses.length ? statuses.map(wordsOf) : ['active'],
    events: [
      { eventAction: 'registration', eventDate: instant(registeredOn) },
      { eventAction: 'expiration', eventDate: instant(expiresOn) },
    ],
    nameservers: nameServers.map((ldhName) => ({ objectClassName: 'nameserver', ldhName })),
    secureDNS: { delegationSigned: ds.length > 0, ...(ds.length ? { dsData: ds } : {}) },
    entities: contact ? [await registrantEntity(name, contact, hides)] : [],
    ...(contact && hides ? { redacted: redacted(contact.kind) } : {}),
  };
}

const answer = (status: number, body: object): Response =>
  new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/rdap+json', 'access-control-allow-origin': '*' },
  });

/** An RDAP server over what a registry has: `/rdap/domain/loaf.example`. Undefined for what is no question of RDAP. */
export const rdapAnswers =
  (registrar: Pick<RegistrarPort, 'read' | 'registrant'>) =>
  async (request: Request): Promise<Response | undefined> => {
    const { pathname } = new URL(request.url);
    if (!pathname.startsWith('/rdap/')) return undefined;
    const name = /^\/rdap\/domain\/([^/]+?)\.?$/.exec(pathname)?.[1]?.toLowerCase();
    if (!name) return answer(400, { errorCode: 400, title: 'Only domains can be asked for' });
    const domain = await registrar.read(name);
    return domain
      ? answer(200, await rdapDomain(domain, await registrar.registrant(name)))
      : answer(404, { errorCode: 404, title: 'Nobody has it' });
  };
