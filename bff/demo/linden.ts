import { demoDomain, historyOf, type DemoStep, type Ground } from './domain.ts';
import type { RedirectPlan } from './redirects.ts';
import type { DemoDomain, DemoUser } from './types.ts';
import { rr, zoneOf } from './zones.ts';

/** The bakery that all stories are about: few domains, and one in each state that a person meets. */
export function lindenDomains(ground: Ground, [marieke, joris]: readonly DemoUser[]): DemoDomain[] {
  const domain = (name: string, plan: Parameters<typeof demoDomain>[2]) => demoDomain(ground, name, plan);
  return [
    domain('lindenloaf.com', {
      expiresIn: 111,
      years: 4,
      changes: (zone, id) =>
        historyOf(id, ground, 'Tidewell', beginning(zone, ground), stepsOf(zone, ground, marieke!, joris!)),
    }),
    domain('lindenloaf.shop', { state: 'pending_transfer_in', zone: 'shop' }),
    domain('lindenbäckerei.de', { expiresIn: 252, years: 2, redirects: german(ground) }),
    domain('brotlinde.eu', { expiresIn: 6, years: 3, autoRenew: false }),
    domain('linden-loaf.nl', {
      expiresIn: 57,
      years: 6,
      elsewhere: true,
      zone: 'office',
      redirects: [{ ...home, host: '@' }],
    }),
    domain('sourdough.school', { state: 'failed' }),
    domain('lindenloaf.be', { expiresIn: 165, years: 2, zone: 'parked', redirects: belgian }),
    domain('lindenloaf.cafe', { state: 'pending_create', zone: 'parked' }),
    domain('zuurdesem-atelier.com', { state: 'expired', expiresIn: -4, years: 1, autoRenew: false }),
  ];
}

const home = { kind: '301', target: 'https://lindenloaf.com/' } as const;

const belgian: readonly RedirectPlan[] = [
  { ...home, host: '@' },
  { ...home, host: '*' },
];

/** The German name leads to the shop; one page is shown under it, and one address was pointed elsewhere since. */
const german = ({ house }: Ground): readonly RedirectPlan[] => [
  { ...home, host: '@', target: 'https://lindenloaf.com/de' },
  { ...home, host: 'www', target: 'https://lindenloaf.com/de' },
  {
    host: 'gutschein',
    kind: '302',
    target: 'https://eu.shops.kassa.example/lindenloaf/gutschein?von=de',
    keepPath: false,
  },
  {
    host: 'karte',
    kind: 'mask',
    target: 'https://shops.kassa.example/lindenloaf/karte',
    title: 'Die Karte der Lindenbäckerei',
    description: 'Brot, Brötchen und Kuchen von heute.',
  },
  { ...home, host: 'kurse', target: 'https://workshops.lindenloaf.com/', astray: `${house.net4}.45` },
];

/** What the label's staff set up when the bakery came. */
const beginning = (zone: string, { house }: Ground) => [
  ...zoneOf('website', zone, house).filter(({ name, type }) => name !== '_dmarc' && !(name === '@' && type === 'A')),
  rr('@', 'A', `${house.net4}.44`),
  rr('ftp', 'A', '198.51.100.20'),
];

function stepsOf(zone: string, { house }: Ground, marieke: DemoUser, joris: DemoUser): DemoStep[] {
  const set = (...rrset: Parameters<typeof rr>) => ({ op: 'set' as const, ...rr(...rrset) });
  const dmarc = (policy: string) => set('_dmarc', 'TXT', `v=DMARC1; p=${policy}; rua=mailto:post@${zone}`);
  return [
    {
      daysAgo: 610,
      user: joris,
      changes: [set('shop', 'CNAME', 'shops.kassa.example', 300), set('_kassa-challenge', 'TXT', 'a41b88e0c7d94be2')],
    },
    {
      daysAgo: 402,
      user: joris,
      changes: [dmarc('none'), set('_submission._tcp', 'SRV', '0 1 587 smtp.tidewell.example')],
    },
    {
      daysAgo: 233,
      user: marieke,
      changes: [
        set('nieuwsbrief', 'CNAME', 'hosted.letters.example'),
        set('@', 'TXT', [
          'v=spf1 include:_spf.tidewell.example include:spf.letters.example -all',
          'letters-site-verification=0c8f2d7a',
        ]),
      ],
    },
    { daysAgo: 95, user: joris, changes: [dmarc('quarantine'), { op: 'delete', name: 'ftp', type: 'A' }] },
    { daysAgo: 31, changes: [set('@', 'AAAA', `${house.net6}::44`), set('@', 'HTTPS', '1 . alpn=h2,h3')] },
    {
      daysAgo: 12,
      user: joris,
      changes: [set('workshops', 'A', `${house.net4}.45`, 300), set('workshops', 'AAAA', `${house.net6}::45`, 300)],
    },
    { daysAgo: 3, user: marieke, changes: [set('shop', 'CNAME', 'eu.shops.kassa.example', 300)] },
  ];
}
