import type { RecordType, RRset } from '../domains/records.ts';
import { below, bytesOf, hexOf, pick, randomFrom } from './random.ts';
import type { DemoHouse } from './types.ts';

/** An RRset, cached for an hour unless said otherwise. */
export const rr = (name: string, type: RecordType, records: readonly string[] | string, ttl = 3600): RRset => ({
  name,
  type,
  ttl,
  records: [records].flat(),
});

const host = (random: () => number, { net4, net6 }: DemoHouse) => {
  const at = 10 + below(random, 200);
  return { v4: `${net4}.${at}`, v6: `${net6}::${at.toString(16)}` };
};

/** The mail of the house: exchangers, SPF, a DKIM key, DMARC. */
function houseMail(zone: string, { slug }: DemoHouse, policy: 'none' | 'quarantine' | 'reject'): RRset[] {
  return [
    rr('@', 'MX', [`10 mx1.${slug}.example`, `20 mx2.${slug}.example`]),
    rr('@', 'TXT', `v=spf1 include:_spf.${slug}.example -all`),
    rr(`${slug}1._domainkey`, 'TXT', `v=DKIM1; k=ed25519; p=${bytesOf(randomFrom(`dkim ${zone}`), 32)}`),
    rr('_dmarc', 'TXT', `v=DMARC1; p=${policy}; rua=mailto:dmarc@reports.${slug}.example`),
  ];
}

function website(zone: string, house: DemoHouse, random: () => number): RRset[] {
  const { v4, v6 } = host(random, house);
  return [
    rr('@', 'A', v4),
    rr('@', 'AAAA', v6),
    rr('www', 'CNAME', zone),
    ...houseMail(zone, house, pick(random, ['none', 'quarantine', 'reject'])),
    rr('@', 'CAA', '0 issue "letsencrypt.org"'),
  ];
}

/** Mail of a groupware provider elsewhere. */
function office(zone: string, house: DemoHouse, random: () => number): RRset[] {
  const { v4, v6 } = host(random, house);
  const own = zone.replaceAll(/[.-]+/g, '-');
  return [
    rr('@', 'A', v4),
    rr('@', 'AAAA', v6),
    rr('www', 'A', v4),
    rr('www', 'AAAA', v6),
    rr('@', 'MX', `0 ${own}.mail.groupware.example`),
    rr('@', 'TXT', ['v=spf1 include:spf.groupware.example -all', `groupware-verification=${hexOf(random, 24)}`]),
    rr('autodiscover', 'CNAME', 'autodiscover.groupware.example'),
    rr('selector1._domainkey', 'CNAME', `selector1-${own}.dkim.groupware.example`),
    rr('selector2._domainkey', 'CNAME', `selector2-${own}.dkim.groupware.example`),
    rr('_sip._tls', 'SRV', '100 1 443 sip.groupware.example'),
    rr('_dmarc', 'TXT', 'v=DMARC1; p=quarantine'),
  ];
}

function shop(zone: string, house: DemoHouse, random: () => number): RRset[] {
  return [
    ...website(zone, house, random),
    rr('shop', 'CNAME', 'shops.kassa.example', 300),
    rr('nieuws', 'CNAME', 'hosted.letters.example'),
    rr('_kassa-challenge', 'TXT', hexOf(random, 32), 300),
  ];
}

/** A name that is held and used for nothing: no mail, and nobody may send as it. */
const parked = (_zone: string, { net4, net6 }: DemoHouse): RRset[] => [
  rr('@', 'A', `${net4}.4`, 86_400),
  rr('@', 'AAAA', `${net6}::4`, 86_400),
  rr('@', 'MX', '0 .', 86_400),
  rr('@', 'TXT', 'v=spf1 -all', 86_400),
  rr('_dmarc', 'TXT', 'v=DMARC1; p=reject', 86_400),
];

function app(zone: string, house: DemoHouse, random: () => number): RRset[] {
  const { v4, v6 } = host(random, house);
  return [
    ...website(zone, house, random),
    rr('app', 'A', [v4, `${house.net4}.${211 + below(random, 20)}`], 300),
    rr('app', 'AAAA', v6, 300),
    rr('api', 'CNAME', `app.${zone}`, 300),
    rr('*.staging', 'A', `${house.net4}.${231 + below(random, 20)}`, 300),
    rr('status', 'CNAME', 'pages.uptime.example'),
  ];
}

const templates = { website, office, shop, parked, app };
export type ZoneKind = keyof typeof templates;

/** A plausible zone of a kind; the same one for the same name. */
export const zoneOf = (kind: ZoneKind, zone: string, house: DemoHouse): RRset[] =>
  templates[kind](zone, house, randomFrom(`zone ${zone}`));

/** A zone with a record of every type. */
export function everyType(zone: string, house: DemoHouse): RRset[] {
  const random = randomFrom(`types ${zone}`);
  return [
    ...website(zone, house, random),
    rr('@', 'HTTPS', '1 . alpn=h2,h3'),
    rr('blog', 'ALIAS', 'hosted.letters.example'),
    rr('lab', 'NS', [`ns1.lab.${zone}`, 'ns.secondary.example'], 86_400),
    rr('lab', 'DS', `31589 13 2 ${hexOf(random, 64)}`, 86_400),
    rr('ns1.lab', 'A', `${house.net4}.53`, 86_400),
    rr('ns1.lab', 'AAAA', `${house.net6}::53`, 86_400),
    rr('build', 'A', `${house.net4}.77`),
    rr('build', 'SSHFP', [`4 2 ${hexOf(random, 64)}`, `1 2 ${hexOf(random, 64)}`]),
    rr('_443._tcp.build', 'TLSA', `3 1 1 ${hexOf(random, 64)}`),
    rr('_xmpp-server._tcp', 'SRV', ['5 0 5269 xmpp.groupware.example', '10 0 5269 xmpp2.groupware.example']),
    rr('_dns.resolver', 'SVCB', '1 dns.groupware.example alpn=dot port=853'),
    rr('phone', 'NAPTR', `100 10 "u" "E2U+sip" "!^.*$!sip:desk@${zone}!" .`),
    rr('77.hosts', 'PTR', `build.${zone}`),
    rr('long', 'TXT', `Note of the workshop: ${'every part has a number, every number a drawer. '.repeat(9)}`.trim()),
  ];
}

/** Eight RRsets for each place: the zone of a company with many branches. */
export function branchZone(zone: string, house: DemoHouse, places: readonly string[]): RRset[] {
  const random = randomFrom(`branches ${zone}`);
  return places.flatMap((place) => {
    const [first, second] = [host(random, house), host(random, house)];
    return [
      rr(place, 'A', first.v4),
      rr(place, 'AAAA', first.v6),
      rr(place, 'TXT', `branch=${place}`, 86_400),
      rr(`vpn.${place}`, 'A', second.v4, 300),
      rr(`vpn.${place}`, 'AAAA', second.v6, 300),
      rr(`status.${place}`, 'CNAME', 'pages.uptime.example'),
      rr(`_sip._udp.${place}`, 'SRV', '10 5 5060 sip.groupware.example'),
      rr(`mail.${place}`, 'MX', [`10 mx1.${house.slug}.example`, `20 mx2.${house.slug}.example`]),
    ];
  });
}
