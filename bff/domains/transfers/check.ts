import type { BoundLabel } from '../../http/env.ts';
import type { Lookup } from '../../platform/registrar/transfers.ts';
import { addDays, dayOf } from '../days.ts';
import { endingOf, tldOf } from '../registry/tlds.ts';
import { toUnicode } from '../rules-names.ts';
import type { Obstacle, TransferChecked } from './answers.ts';

/** The first day on which a domain may move, by the rule of its registry. */
export function movableOn(name: string, { registeredOn, transferredOn }: Lookup): string | undefined {
  const since = transferredOn ?? registeredOn;
  return since === undefined ? undefined : addDays(since, tldOf(endingOf(name)).stayDays);
}

function obstaclesOf(name: string, found: Lookup | undefined, inList: boolean, today: string): Obstacle[] {
  if (inList) return ['in_list'];
  if (!found) return ['not_registered'];
  if (found.ours) return ['ours_already'];
  const first = movableOn(name, found);
  const says = (status: string): boolean => (found.statuses as readonly string[]).includes(status);
  return [
    ...(tldOf(endingOf(name)).authCode ? [] : (['no_code'] as const)),
    ...(says('clientTransferProhibited') ? (['locked'] as const) : []),
    ...(says('serverTransferProhibited') ? (['registry_locked'] as const) : []),
    ...(found.statuses.some((status) => status.startsWith('pending')) ? (['pending'] as const) : []),
    ...(first !== undefined && first > today ? (['too_young'] as const) : []),
  ];
}

/** What stands between a domain and its move to us, as far as the registry tells strangers. */
export function checkMove(
  label: BoundLabel,
  name: string,
  found: Lookup | undefined,
  { inList, now }: { inList: boolean; now: number },
): TransferChecked {
  const { transferDays, transferYears } = tldOf(endingOf(name));
  const obstacles = obstaclesOf(name, found, inList, dayOf(now, 'UTC'));
  const first = obstacles.includes('too_young') && found ? movableOn(name, found) : undefined;
  return {
    name,
    unicodeName: toUnicode(name),
    obstacles,
    ...(first === undefined ? {} : { movableOn: first }),
    days: transferDays,
    years: transferYears,
    ...(found?.expiresOn === undefined || obstacles.includes('in_list') ? {} : { expiresOn: found.expiresOn }),
    labelNameServers: [...label.settings.dns.nameServers],
  };
}
