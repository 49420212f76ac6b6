import type { RecordType } from '../../../bff/domains/records.ts';

/** Values of a type, and how a client that knows nothing of us reads them (ask.ts). */
export interface Sample {
  readonly type: RecordType;
  readonly name: string;
  readonly first: readonly [value: string, read: string][];
  readonly second: readonly [value: string, read: string][];
}

const sha256 = 'a1'.repeat(32);
const foo = '03666f6f076578616d706c6503636f6d00';

/** Every type but NS and ALIAS, which answer with something else than themselves. HTTPS and SVCB: RFC 9460 appendix D. */
export const samples: readonly Sample[] = [
  {
    type: 'A',
    name: 'www',
    first: [['192.0.2.1', '192.0.2.1']],
    second: [
      ['192.0.2.2', '192.0.2.2'],
      ['203.0.113.255', '203.0.113.255'],
    ],
  },
  {
    type: 'AAAA',
    name: '@',
    first: [['2001:db8::1', '2001:db8::1']],
    second: [['2001:db8:0:1:2:3:4:5', '2001:db8:0:1:2:3:4:5']],
  },
  {
    type: 'CNAME',
    name: 'alias',
    first: [['_dc-mx.host.example.net', '_dc-mx.host.example.net']],
    second: [['other.example.net', 'other.example.net']],
  },
  {
    type: 'MX',
    name: '@',
    first: [
      ['10 mail.example.net', '10 mail.example.net'],
      ['65535 mail2.example.net', '65535 mail2.example.net'],
    ],
    second: [['0 .', '0 .']],
  },
  {
    type: 'TXT',
    name: '_dmarc',
    first: [['v=DMARC1; p=none', '"v=DMARC1; p=none"']],
    second: [[String.raw`say "hi" \ there; é€𝄞`, String.raw`"say \"hi\" \\ there; é€𝄞"`]],
  },
  {
    type: 'SRV',
    name: '_sip._tcp',
    first: [['1 2 5060 sip.example.net', '1 2 5060 sip.example.net']],
    second: [['0 0 0 .', '0 0 0 .']],
  },
  {
    type: 'CAA',
    name: '@',
    first: [['0 issue "letsencrypt.org"', '0 issue "letsencrypt.org"']],
    second: [['128 iodef "mailto:a@example.net"', '128 iodef "mailto:a@example.net"']],
  },
  {
    type: 'DS',
    name: 'sub',
    first: [[`4711 13 2 ${sha256}`, `4711 13 2 ${sha256}`]],
    second: [[`65535 8 4 ${'c3'.repeat(48)}`, `65535 8 4 ${'c3'.repeat(48)}`]],
  },
  {
    type: 'TLSA',
    name: '_443._tcp.www',
    first: [[`3 1 1 ${sha256}`, `3 1 1 ${sha256}`]],
    second: [[`2 0 2 ${'b2'.repeat(64)}`, `2 0 2 ${'b2'.repeat(64)}`]],
  },
  {
    type: 'SSHFP',
    name: 'shell',
    first: [[`4 2 ${sha256}`, `4 2 ${sha256.toUpperCase()}`]],
    second: [[`1 1 ${'0f'.repeat(20)}`, `1 1 ${'0F'.repeat(20)}`]],
  },
  {
    type: 'HTTPS',
    name: '@',
    first: [['16 foo.example.com port=53', `0010${foo}000300020035`]],
    second: [
      [
        '1 foo.example.com ipv6hint=2001:db8::1,2001:db8::53:1',
        `0001${foo}0006002020010db800000000000000000000000120010db8000000000000000000530001`,
      ],
    ],
  },
  {
    type: 'SVCB',
    name: '_dns',
    first: [
      [
        '16 foo.example.org mandatory=alpn,ipv4hint alpn=h2,h3-19 ipv4hint=192.0.2.1',
        '001003666f6f076578616d706c65036f7267000000000400010004000100090268320568332d313900040004c0000201',
      ],
      ['1 . alpn=h2 no-default-alpn ech="AAEC"', '000100000100030268320002000000050003000102'],
    ],
    second: [
      ['0 foo.example.com', `0000${foo}`],
      ['1 foo.example.com key667="hello"', `0001${foo}029b000568656c6c6f`],
    ],
  },
  {
    type: 'NAPTR',
    name: 'enum',
    first: [['100 10 "U" "E2U+sip" "!^.*$!sip:info@example.com!" .', '100 10 U E2U+sip !^.*$!sip:info@example.com! .']],
    second: [['65535 0 "s" "SIP+D2U" "" _sip._udp.example.net', '65535 0 s SIP+D2U  _sip._udp.example.net']],
  },
  {
    type: 'PTR',
    name: '7',
    first: [['host.example.net', 'host.example.net']],
    second: [['other.example.net', 'other.example.net']],
  },
];
