import { Problem } from '../../http/problem.ts';
import { action, type Act } from '../../policy/action.ts';
import type { ZoneAnswer } from '../answers.ts';
import { zoneRefusal } from '../capability.ts';
import { refuseStale, write } from '../dns.ts';
import { ownDomain, type DomainRow } from '../zone.ts';
import { connectInput } from './input.ts';
import { admit, judgeRequest, readRequest, Refused, viaOf } from './request.ts';
import { isSigned } from './signature.ts';

/** Publishes what a service asked for, after the person saw it and agreed: the template's records as one change set. */
export const applyConnect = action({
  name: 'domains.connect.apply',
  input: connectInput,
  target: ownDomain,
  capability: zoneRefusal,
  run: async (act: Act<DomainRow>, input): Promise<ZoneAnswer> => {
    const { tx, label, session, target, deps, note } = act;
    await refuseStale(act, input.version);
    const request = await readRequest(tx, label, input);
    const { template, asked, place } = request;
    try {
      await admit(deps, request);
      if (place!.zone !== target.name) throw new Refused('not_yours');
      const judged = await judgeRequest(tx, label, session, target, request);
      if (!judged) throw new Problem('invalid', { fields: { query: 'nothing_changed' } });
      note({
        provider: template.providerId,
        service: template.serviceId,
        template: template.version ?? null,
        host: place!.host,
        signed: await isSigned(deps, template, asked),
      });
      return await write(act, judged, { via: viaOf(request) });
    } catch (error) {
      if (error instanceof Refused) throw new Problem('invalid', { fields: { query: error.refusal } });
      throw error;
    }
  },
});
