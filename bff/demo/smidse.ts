import { defaultSettings, type LabelSettings } from '../reseller/settings.ts';
import { demoDomain, type DomainPlan, type Ground } from './domain.ts';
import { demoCustomer } from './people.ts';
import { redirectAddresses } from './redirects.ts';
import { demoThemes } from './themes.ts';
import type { DemoCustomer, DemoHouse } from './types.ts';
import { everyType } from './zones.ts';

export const smidseHouse: DemoHouse = {
  slug: 'smidse',
  net4: '203.0.113',
  net6: '2001:db8:80',
  nameServers: ['ns1.smidse.example', 'ns2.smidse.example', 'ns3.smidse.example'],
};

/** What this label keeps for its staff, or does not offer: some with its own words, some without any. */
const kept = {
  'domains.nameservers.edit': { reason: 'Nameserver ändern wir für Sie: Rufen Sie uns an.' },
  'domains.renewal.stop': { reason: 'Kündigungen nimmt unser Vertrieb entgegen.' },
  'domains.privacy.edit': {},
  'domains.host.create': {},
  'domains.host.edit': {},
  'domains.host.delete': {},
  'domains.authcode.reveal': {},
} as const;

export const smidseSettings: LabelSettings = {
  ...defaultSettings,
  policy: { hiddenTabs: [], disabledActions: kept },
  dns: { ...defaultSettings.dns, nameServers: [...smidseHouse.nameServers], minTtl: 30, defaultTtl: 300 },
  redirects: { addresses: redirectAddresses(smidseHouse) },
  locale: { languages: ['de', 'en'], timeZone: 'Europe/Berlin' },
  theme: demoThemes.smidse,
};

export function smidseCustomers(ground: Ground): DemoCustomer[] {
  const domain = (name: string, plan?: DomainPlan) => demoDomain(ground, name, plan);
  const names = (kind: DomainPlan['zone'], ...list: string[]) =>
    list.map((name) => domain(name, kind === undefined ? {} : { zone: kind }));
  return [
    demoCustomer(
      'smidse',
      {
        name: 'Kaltofen Robotik GmbH',
        externalId: 'S-2001',
        password: 'kaltofen-robotik-1',
        mail: 'kaltofen.example',
        people: [
          ['Jana Kaltofen', 'owner', 'de'],
          ['Emre Yıldız', 'tech', 'de'],
          ['Petra Lindner', 'billing', 'de'],
          ['Tom Reuter', 'support', 'de'],
        ],
      },
      () => [
        domain('kaltofen.dev', { expiresIn: 190, zone: everyType('kaltofen.dev', ground.house) }),
        domain('kaltofen-robotik.de', { expiresIn: 75, zone: 'office' }),
        domain('greifarm.online', { expiresIn: 9, autoRenew: false, zone: 'app' }),
        domain('roboterarm-berlin.de', { state: 'pending_transfer_in', zone: 'parked' }),
      ],
    ),
    demoCustomer(
      'smidse',
      {
        name: 'Brückner & Söhne',
        externalId: 'S-2014',
        password: 'brueckner-soehne-2',
        mail: 'brueckner.example',
        people: [
          ['Anke Brückner', 'owner', 'de'],
          ['Lukas Brückner', 'tech', 'de'],
        ],
      },
      () => [
        domain('brückner-söhne.de', { expiresIn: 140 }),
        domain('tischlerei-brückner.de', { expiresIn: 260, zone: 'shop' }),
        domain('möbel-aus-köln.com', { expiresIn: 44, zone: 'parked' }),
        domain('brueckner.berlin', { state: 'failed' }),
      ],
    ),
    demoCustomer(
      'smidse',
      {
        name: 'Nordwind Energie eG',
        externalId: 'S-2032',
        password: 'nordwind-energie-3',
        mail: 'nordwind.example',
        people: [
          ['Silke Petersen', 'owner', 'de'],
          ['Ole Hansen', 'tech', 'de'],
          ['Maren Jessen', 'billing', 'de'],
        ],
      },
      () => [
        ...names('app', 'nordwind-energie.de', 'windpark-husum.de', 'strom-von-hier.de'),
        ...names(
          'parked',
          'nordwind.at',
          'nordwind-genossenschaft.de',
          'nordwind-strom.com',
          'küstenwind.de',
          'windstrom-kiel.net',
        ),
        domain('nordwind.ch', { elsewhere: true, zone: 'office' }),
        domain('altwind.org', { state: 'redemption', expiresIn: -40, autoRenew: false, zone: 'parked' }),
      ],
    ),
    demoCustomer(
      'smidse',
      {
        name: 'Atelier Ysop',
        externalId: 'S-2050',
        password: 'atelier-ysop-demo-4',
        mail: 'ysop.example',
        people: [
          ['Mira Ysop', 'owner', 'de'],
          ['Gesa Thoms', 'support', 'de'],
        ],
      },
      () => names('website', 'atelier-ysop.de'),
    ),
    demoCustomer(
      'smidse',
      {
        name: 'Feldmann Datendienste',
        externalId: 'S-2007',
        manageable: false,
        password: 'feldmann-daten-5',
        mail: 'feldmann.example',
        people: [
          ['Ralf Feldmann', 'owner', 'de'],
          ['Ute Brandt', 'billing', 'de'],
        ],
      },
      () => names('office', 'feldmann-daten.de', 'feldmann.studio'),
    ),
  ];
}
