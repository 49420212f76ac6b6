import { dayOf } from '../domains/days.ts';
import { uuidOf } from './random.ts';
import { smidseCustomers, smidseHouse, smidseSettings } from './smidse.ts';
import { tidewellCustomers, tidewellHouse, tidewellSettings } from './tidewell.ts';
import type { DemoLabel } from './types.ts';

export { demoThemes } from './themes.ts';
export type * from './types.ts';

/** The invented world: two labels with customers, users, domains and zones. The same on every machine, its days counted from `now`. */
export function demoLabels(now: Date, { small = false }: { readonly small?: boolean } = {}): DemoLabel[] {
  const today = (timeZone: string) => dayOf(now.getTime(), timeZone);
  return [
    {
      id: `lab_${uuidOf('label tidewell')}`,
      slug: 'tidewell',
      name: 'Tidewell',
      reseller: 'Tidewell B.V.',
      settings: tidewellSettings,
      customers: tidewellCustomers({ house: tidewellHouse, now, today: today('Europe/Amsterdam') }, small),
    },
    {
      id: `lab_${uuidOf('label smidse')}`,
      slug: 'smidse',
      name: 'Smidse',
      reseller: 'Smidse B.V.',
      settings: smidseSettings,
      customers: smidseCustomers({ house: smidseHouse, now, today: today('Europe/Berlin') }),
    },
  ];
}
