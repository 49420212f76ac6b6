import { judge, refuseStale, write } from '../../domains/dns.ts';
import type { ZoneAnswer } from '../../domains/answers.ts';
import { zoneRefusal } from '../../domains/capability.ts';
import type { Change } from '../../domains/input.ts';
import { ownDomain, type DomainRow } from '../../domains/zone.ts';
import { action, type Act } from '../../policy/action.ts';
import { mailFix } from './answers.ts';

/** Publishes what mends the checks that a person chose: one change set of the zone. `changes` is what the route found out that mends them. */
export const fixMail = (changes: readonly Change[] = []) =>
  action({
    name: 'mail.health.fix',
    input: mailFix,
    target: ownDomain,
    capability: zoneRefusal,
    run: async (act: Act<DomainRow>, { version, checks }): Promise<ZoneAnswer> => {
      await refuseStale(act, version);
      act.note({ checks });
      return write(act, await judge(act.tx, act.label, act.session, act.target, changes));
    },
  });
