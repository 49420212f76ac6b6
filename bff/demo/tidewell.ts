import { defaultSettings, type LabelSettings } from '../reseller/settings.ts';
import { demoDomain, type DomainPlan, type Ground } from './domain.ts';
import { lindenDomains } from './linden.ts';
import { demoNames, places } from './names.ts';
import { demoCustomer } from './people.ts';
import { below, randomFrom } from './random.ts';
import { demoThemes } from './themes.ts';
import type { DemoCustomer, DemoDomain, DemoHouse } from './types.ts';
import { redirectAddresses } from './redirects.ts';
import { branchZone, everyType, rr, zoneOf } from './zones.ts';

export const tidewellHouse: DemoHouse = {
  slug: 'tidewell',
  net4: '192.0.2',
  net6: '2001:db8:40',
  nameServers: ['ns1.tidewell.example', 'ns2.tidewell.example'],
};

export const tidewellSettings: LabelSettings = {
  ...defaultSettings,
  dns: { ...defaultSettings.dns, nameServers: [...tidewellHouse.nameServers] },
  connect: { on: true, providerId: 'tidewell.example' },
  redirects: { addresses: redirectAddresses(tidewellHouse) },
  locale: { languages: ['nl', 'en'], timeZone: 'Europe/Amsterdam' },
  theme: demoThemes.tidewell,
};

/** What the many domains of one owner look like: nearly all well, some of each trouble. */
function planOf(name: string): DomainPlan {
  const random = randomFrom(`plan ${name}`);
  const chance = below(random, 1000);
  const zone = (['website', 'website', 'parked', 'parked', 'office', 'shop', 'app'] as const)[below(random, 7)]!;
  if (chance < 4) return { state: 'failed' };
  if (chance < 8) return { state: 'pending_transfer_in', zone };
  if (chance < 11) return { state: 'pending_create', zone: 'parked' };
  if (chance < 17) return { state: 'expired', expiresIn: -1 - below(random, 25), autoRenew: false, zone };
  if (chance < 21) return { state: 'redemption', expiresIn: -32 - below(random, 25), autoRenew: false, zone: 'parked' };
  if (chance < 23) return { state: 'pending_delete', expiresIn: -70, autoRenew: false, zone: 'parked' };
  if (chance < 60) return { autoRenew: false, zone };
  if (chance < 90) return { elsewhere: true, zone };
  return { zone };
}

const agency = demoNames('noordlicht', 39);
const many = (ground: Ground, names: readonly string[]): DemoDomain[] =>
  names.map((name) => demoDomain(ground, name, planOf(name)));

export function tidewellCustomers(ground: Ground, small: boolean): DemoCustomer[] {
  const { house } = ground;
  const domain = (name: string, plan?: DomainPlan) => demoDomain(ground, name, plan);
  const customer = (...plan: Parameters<typeof demoCustomer> extends [unknown, ...infer Rest] ? Rest : never) =>
    demoCustomer('tidewell', ...plan);
  return [
    customer(
      {
        name: 'Linden & Loaf',
        externalId: 'demo',
        password: 'linden-loaf-demo-1',
        mail: 'lindenloaf.example',
        address: {
          street: 'Lindenlaan 12',
          postalCode: '3512 AB',
          city: 'Utrecht',
          country: 'NL',
          phone: '+31302345678',
          vat: '',
        },
        people: [
          ['Marieke Linden', 'owner', 'nl'],
          ['Joris Bakker', 'tech', 'nl'],
          ['Els de Wit', 'billing', 'nl'],
          ['Sam Okafor', 'support', 'en'],
        ],
      },
      (users) => lindenDomains(ground, users),
    ),
    customer(
      {
        name: 'Fietsenmakerij Dekker',
        externalId: 'T-1017',
        password: 'dekker-fietst-demo-2',
        mail: 'dekkerfietst.example',
        people: [
          ['Pim Dekker', 'owner', 'nl'],
          ['Hanna Dekker', 'billing', 'nl'],
        ],
      },
      () => [
        domain('dekkerfietst.nl', { expiresIn: 88 }),
        domain('fietsenmakerij-dekker.nl', { expiresIn: 301, zone: 'parked' }),
        domain('bakfietsen-delft.nl', { expiresIn: 19, autoRenew: false, zone: 'shop' }),
      ],
    ),
    customer(
      {
        name: 'Studio Noordlicht',
        externalId: 'T-1042',
        password: 'noordlicht-demo-3',
        mail: 'noordlicht.example',
        people: [
          ['Noor van Dam', 'owner', 'nl'],
          ['Daan Visser', 'tech', 'nl'],
          ['Aisha Benali', 'tech', 'en'],
          ['Wim Postma', 'billing', 'nl'],
        ],
      },
      () => [domain('noordlicht.dev', { years: 5, zone: everyType('noordlicht.dev', house) }), ...many(ground, agency)],
    ),
    customer(
      {
        name: 'Havenkade Media',
        externalId: 'T-1003',
        password: 'havenkade-demo-4',
        mail: 'havenkade.example',
        people: [
          ['Ruud Verhoeven', 'owner', 'nl'],
          ['Ines Carvalho', 'tech', 'en'],
          ['Bram Tol', 'tech', 'nl'],
          ['Greet Aerts', 'billing', 'nl'],
          ['Milan Kuiper', 'support', 'nl'],
        ],
      },
      () => [
        domain('havenkade.net', {
          years: 11,
          zone: [
            ...zoneOf('office', 'havenkade.net', house),
            ...branchZone('havenkade.net', house, places.slice(0, 75)),
          ],
        }),
        ...many(ground, demoNames('havenkade', small ? 119 : 2499, new Set(agency))),
      ],
    ),
    customer(
      {
        name: 'Buurthuis De Brug',
        externalId: 'T-1088',
        manageable: false,
        password: 'buurthuis-brug-demo-5',
        mail: 'buurthuisdebrug.example',
        people: [
          ['Fatima El Amrani', 'owner', 'nl'],
          ['Kees Mulder', 'tech', 'nl'],
        ],
      },
      () => [
        domain('buurthuisdebrug.nl', { expiresIn: 40 }),
        domain('debrugfestival.nl', { expiresIn: 210, zone: 'parked' }),
      ],
    ),
    customer(
      {
        name: 'Tuinatelier Varen',
        externalId: 'T-1131',
        password: 'tuinatelier-demo-6',
        mail: 'tuinateliervaren.example',
        people: [
          ['Lotte Varen', 'owner', 'nl'],
          ['Tess Varen', 'tech', 'nl'],
        ],
      },
      () => [],
    ),
    customer(
      {
        name: 'Kwekerij Zonnehof',
        externalId: 'T-1064',
        password: 'zonnehof-demo-7',
        mail: 'zonnehof.example',
        people: [
          ['Jasper Zonnehof', 'owner', 'nl'],
          ['Roos Zonnehof', 'billing', 'nl'],
        ],
      },
      () => [
        domain('kwekerij-zonnehof.nl', { expiresIn: 133, zone: 'shop' }),
        domain('zonnehof.frl', { expiresIn: 27 }),
        domain('één-zonnehof.eu', { expiresIn: 199, zone: 'parked' }),
        domain('tulpen-zonnehof.com', {
          expiresIn: 320,
          zone: [...zoneOf('website', 'tulpen-zonnehof.com', house), rr('veiling', 'CNAME', 'shops.kassa.example')],
        }),
      ],
    ),
  ];
}
