import { and, eq, gt, isNotNull } from 'drizzle-orm';
import { Hono } from 'hono';
import { ownPage } from '../../auth/routes.ts';
import type { BoundLabel, Deps, Env } from '../../http/env.ts';
import { openJson } from '../../http/open.ts';
import { Problem } from '../../http/problem.ts';
import { gate, perform } from '../../policy/action.ts';
import { sha256 } from '../../store/hash.ts';
import { domainDetail } from '../answers.ts';
import { askedInput } from '../contacts/input.ts';
import { verified, type Verified } from './answers.ts';
import { addressChecks } from './schema.ts';
import { resendVerification } from './verbs.ts';
import { markVerified } from './write.ts';

/** So long a link is good, in ms: as long as a domain that was held may wait to be let go. */
const linkLife = 60 * 86_400_000;

async function verify(deps: Deps, label: BoundLabel, token: string): Promise<Verified> {
  const now = new Date(deps.now());
  const hash = await sha256(token);
  const { row, waited } = await label.db.transaction(async (tx) => {
    const [found] = await tx
      .select()
      .from(addressChecks)
      .where(
        and(
          eq(addressChecks.hash, hash),
          isNotNull(addressChecks.sentAt),
          gt(addressChecks.sentAt, new Date(now.getTime() - linkLife)),
        ),
      )
      .limit(1);
    // Who holds no good link learns nothing.
    if (!found) throw new Problem('not_found');
    return { row: found, waited: await markVerified(tx, found.customerId, found.email, now) };
  });
  if (waited.some(({ held }) => held)) deps.jobs.wake(label.id);
  for (const { id } of waited) deps.changes.publish(label.id, row.customerId, { kind: 'domains.domain', id });
  return { email: row.email, domains: waited.map(({ unicodeName }) => unicodeName) };
}

/** Whoever a mail about an address reached, with or without an account. */
export const verifyRoutes = new Hono<Env>().post(
  '/verify',
  openJson('proof', askedInput, {
    summary: 'Show that a registrant’s address reaches somebody',
    answers: { 200: verified },
    problems: ['not_found', 'too_many_requests', 'cross_site'],
  }),
  async (c) => {
    const { deps } = c.var;
    const label = ownPage(c);
    await deps.limits.take('reset_network', `${label.id} ${deps.address(c)}`);
    return c.json(await verify(deps, label, c.req.valid('json').token), 200);
  },
);

/** Below `/v1/domains`. */
export const verificationRoutes = new Hono<Env>().post(
  '/:id/verification/resend',
  gate(resendVerification, {
    summary: 'Mail the link to the registrant once more',
    answers: { 200: domainDetail },
    problems: ['state_forbids', 'too_many_requests'],
  }),
  async (c) => c.json(await perform(c, resendVerification, {}, 200), 200),
);
