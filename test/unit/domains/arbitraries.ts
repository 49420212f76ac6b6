import * as fc from 'fast-check';
import { type RecordType, recordTypes, type RRset, type RRsetChange } from '../../../bff/domains/records.ts';
import { absolute, applyChanges, checkChanges, standardLimits, type ZoneLimits } from '../../../bff/domains/rules.ts';

const letters = 'abcdefghijklmnopqrstuvwxyz';
const text = (characters: string, minLength: number, maxLength: number) =>
  fc.string({ unit: fc.constantFrom(...characters), minLength, maxLength });
const hex = (digits: number) => text('0123456789abcdef', digits, digits);
const upTo = (max: number) => fc.integer({ min: 0, max });
const joined = (...parts: readonly fc.Arbitrary<unknown>[]) => fc.tuple(...parts).map((values) => values.join(' '));

/** One label of a host name, seldom a long one. */
export const label = fc.oneof(
  { weight: 9, arbitrary: text(`${letters}0123456789`, 1, 8) },
  { weight: 1, arbitrary: fc.constant(`a${'-b'.repeat(31)}`) },
  { weight: 1, arbitrary: fc.constant('xn--mnchen-3ya') },
);
/** A full host name outside any zone of the tests. */
export const host = fc
  .tuple(label, fc.constantFrom('example.net', 'example.com', 'cdn.example'))
  .map(([name, zone]) => `${name}.${zone}`);
const aliasTarget = fc.oneof(
  host,
  host.map((name) => `_dc._x-y.${name}`),
);
const hostOrNone = fc.oneof({ weight: 8, arbitrary: host }, { weight: 1, arbitrary: fc.constant('.') });

/** TXT of every kind: other scripts, quotes, backslashes, lengths about the limits of a string. */
export const plainTxt = fc
  .oneof(
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }),
    fc.string({
      unit: fc.constantFrom('"', '\\', ';', ' ', '(', 'é', '€', '𝄞', 'a', '1'),
      minLength: 1,
      maxLength: 40,
    }),
    fc.integer({ min: 240, max: 520 }).map((length) => 'k'.repeat(length)),
    fc.integer({ min: 100, max: 300 }).map((length) => 'é'.repeat(length)),
    fc.constantFrom(
      '""',
      '"a" "b"',
      '"\\255\\254"',
      '"\\"quoted\\" from the start"',
      'v=spf1 mx include:_spf.example.net -all',
    ),
  )
  .map((value) => value.trim())
  .filter(
    (value) => value !== '' && (value[0] !== '"' || /^(?:"(?:[^"\\]|\\[^\d\p{Cc}]|\\25[45])*"\s*)+$/u.test(value)),
  )
  .filter((value) => !/[\p{Cc}\p{Cs}]/u.test(value) && !/^[“”„‟«‘‛‚].*[”“‟»‘’‛]$/s.test(value));

const dmarc = fc.constantFrom(
  'v=DMARC1; p=none',
  'v=DMARC1; p=reject; sp=quarantine; rua=mailto:post@example.net,mailto:b@example.com; pct=50',
);
const dkim = fc.constantFrom(
  'v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=',
  'v=DKIM1; p=',
  `v=DKIM1; k=rsa; t=y; p=${btoa(`0\x82\x01\x22${'k'.repeat(290)}`)}`,
);

const parameters = fc
  .record(
    {
      alpn: fc.constantFrom('h2', 'h2,h3', 'http/1.1'),
      port: upTo(65_535),
      ipv4hint: fc.array(fc.ipV4(), { minLength: 1, maxLength: 3 }).map(String),
      ipv6hint: fc.constantFrom('2001:db8::1', '2001:db8::1,2001:db8::2'),
      ech: fc.uint8Array({ minLength: 1, maxLength: 60 }).map((bytes) => `"${btoa(String.fromCharCode(...bytes))}"`),
      key7: fc.constant('"/q{?dns}"'),
      key65000: text(`${letters}!#&'*+,-/:<=>?@[]^_{|}~`, 1, 20).map((value) => `"${value}"`),
    },
    { requiredKeys: [] },
  )
  .map((found) => Object.entries(found).map(([key, value]) => `${key}=${value}`));
const service = fc.tuple(
  fc.integer({ min: 1, max: 65_535 }),
  fc.oneof(aliasTarget, fc.constant('.')),
  parameters,
  fc.boolean(),
);
const svcb = fc.oneof(
  {
    weight: 4,
    arbitrary: service.map(([priority, target, found, mandatory]) => {
      const keys = found.map((parameter) => parameter.slice(0, parameter.indexOf('=')));
      const first = mandatory && keys.length > 0 ? [`mandatory=${keys.join(',')}`] : [];
      const plain = keys.includes('alpn') && mandatory ? ['no-default-alpn'] : [];
      return [priority, target, ...first, ...found, ...plain].join(' ');
    }),
  },
  { weight: 1, arbitrary: aliasTarget.map((target) => `0 ${target}`) },
);

const quotedText = text(`${letters}ABC0123456789+:!^.*$()[]@`, 0, 30).map((value) => `"${value}"`);

/** Values that are accepted for a type, most of them canonical already. */
export const valueOf: Readonly<Record<RecordType, fc.Arbitrary<string>>> = {
  A: fc.ipV4(),
  AAAA: fc.ipV6().filter((address) => !/^[0:]*ffff:/i.test(address)),
  CNAME: fc.oneof(
    aliasTarget,
    aliasTarget.map((name) => `${name.toUpperCase()}.`),
  ),
  ALIAS: aliasTarget,
  MX: joined(
    upTo(65_535),
    fc.oneof(
      host,
      host.map((name) => `${name}.`),
    ),
  ),
  TXT: plainTxt,
  SRV: joined(upTo(65_535), upTo(65_535), upTo(65_535), hostOrNone),
  CAA: joined(
    fc.constantFrom(0, 128),
    fc.constantFrom(
      'issue "letsencrypt.org"',
      'issue ";"',
      'issuewild "ca.example; policy=ev"',
      'iodef "mailto:a@example.net"',
      'issuemail "example.com"',
      'issue ""',
      'contactemail "a@example.net"',
    ),
  ),
  NS: host,
  DS: fc.oneof(
    joined(upTo(65_535), fc.constantFrom(8, 13, 15), fc.constant(2), hex(64)),
    joined(upTo(65_535), upTo(255), fc.constant(4), hex(96)),
  ),
  TLSA: fc.oneof(joined(upTo(3), upTo(1), fc.constant(1), hex(64)), joined(upTo(3), upTo(1), fc.constant(0), hex(90))),
  SSHFP: fc.oneof(joined(upTo(6), fc.constant(2), hex(64)), joined(upTo(6), fc.constant(1), hex(40))),
  HTTPS: svcb,
  SVCB: svcb,
  NAPTR: fc.oneof(
    joined(
      upTo(65_535),
      upTo(65_535),
      fc.constantFrom('"U"', '"s"', '""'),
      quotedText,
      fc.constantFrom('"!^.*$!sip:info@example.com!"', String.raw`"!^(.*)$!sip:\\1@example.com!"`),
      fc.constant('.'),
    ),
    joined(upTo(65_535), upTo(65_535), fc.constantFrom('"S"', '""'), quotedText, fc.constant('""'), aliasTarget),
  ),
  PTR: host,
};

/** Owners, from a small stock so that changes meet. */
const stock = fc.constantFrom(
  '@',
  'www',
  'mail',
  'sub',
  'x.sub',
  'a.b',
  '*',
  '*.a',
  'xn--mnchen-3ya',
  '_dmarc',
  's1._domainkey',
  'Shop',
);
const ownerOf = (type: RecordType): fc.Arbitrary<string> => {
  if (type === 'SRV') return fc.constantFrom('_sip._tcp', '_imaps._tcp.mail');
  if (type === 'TLSA') return fc.constantFrom('_443._tcp.www', '*._tcp', '_25._tcp.mail');
  if (type === 'NS' || type === 'DS') return fc.constantFrom('sub', 'a.b');
  return fc.oneof({ weight: 4, arbitrary: stock }, { weight: 1, arbitrary: label });
};
const single: readonly RecordType[] = ['CNAME', 'ALIAS'];
const recordsOf = (name: string, type: RecordType): fc.Arbitrary<string[]> => {
  const value =
    type !== 'TXT' ? valueOf[type] : name === '_dmarc' ? dmarc : name.endsWith('._domainkey') ? dkim : plainTxt;
  return fc.uniqueArray(value, { minLength: 1, maxLength: single.includes(type) || name === '_dmarc' ? 1 : 4 });
};
const ttl = fc.oneof(fc.constantFrom(60, 300, 3600, 86_400, 604_800), fc.integer({ min: 60, max: 604_800 }));

/** One change, valid by itself; whether the zone bears it is another matter. */
export const change: fc.Arbitrary<RRsetChange> = fc.constantFrom(...recordTypes).chain((type) =>
  ownerOf(type).chain((name) =>
    fc.oneof(
      {
        weight: 4,
        arbitrary: fc.record({
          op: fc.constant('set' as const),
          name: fc.constant(name),
          type: fc.constant(type),
          ttl,
          records: recordsOf(name, type),
        }),
      },
      { weight: 1, arbitrary: fc.constant({ op: 'delete' as const, name, type }) },
    ),
  ),
);

export const zone = 'example.nl';
export const nameServers: readonly string[] = ['ns1.hc.test', 'ns2.hc.test'];
export const limits: ZoneLimits = { ...standardLimits, acmeIssuer: 'letsencrypt.org' };

/** What is left of proposed changes when those with an error go; their canonical form, perhaps none. */
export function accepted(rrsets: readonly RRset[], proposed: readonly RRsetChange[]): readonly RRsetChange[] {
  for (let changes = proposed; changes.length > 0;) {
    const check = checkChanges({ zone, nameServers, rrsets, changes, limits });
    const places = new Set(Object.keys(check.errors).map((path) => Number(path.split('.')[1])));
    if (Object.keys(check.errors).length === 0) return check.changes;
    changes = changes.filter((_, at) => !places.has(at) && !places.has(NaN));
  }
  return [];
}

/** A zone, and a change set that it accepts. */
export interface Acceptance {
  readonly rrsets: readonly RRset[];
  readonly changes: readonly RRsetChange[];
}

/** A zone's life: change sets that follow each other from the empty zone on, each accepted. */
export const history: fc.Arbitrary<readonly Acceptance[]> = fc
  .array(fc.array(change, { minLength: 1, maxLength: 10 }), { minLength: 1, maxLength: 5 })
  .map((proposals) => {
    let rrsets: readonly RRset[] = [];
    const steps: Acceptance[] = [];
    for (const proposed of proposals) {
      const changes = accepted(rrsets, proposed);
      if (changes.length === 0) continue;
      steps.push({ rrsets, changes });
      rrsets = applyChanges(rrsets, changes);
    }
    return steps;
  });

/** The full name of an owner in the zone of the tests, as a name server wants it. */
export const fullName = (name: string): string => `${absolute(name, zone)}.`;
