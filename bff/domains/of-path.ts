import type { Ctx } from '../http/env.ts';
import { Problem } from '../http/problem.ts';
import { signedIn } from '../policy/action.ts';
import { ownDomain, type DomainRow } from './zone.ts';

/** The domain that a path names, among those of the customer; rejects with 404 where it is not one of them. */
export async function domainOf(c: Ctx): Promise<DomainRow> {
  const { session, label } = signedIn(c);
  const domain = await ownDomain(label.db, session, c.req.param('id') ?? '');
  if (!domain) throw new Problem('not_found');
  return domain;
}
