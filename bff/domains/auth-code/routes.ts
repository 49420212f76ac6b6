import { Hono } from 'hono';
import type { Env } from '../../http/env.ts';
import { Problem } from '../../http/problem.ts';
import { gate, perform, refused, signedIn, spendProof } from '../../policy/action.ts';
import { RegistrarError } from '../../platform/registrar/port.ts';
import { reasonFor } from '../../policy/words.ts';
import { registryWords } from '../messages.ts';
import { authCode } from './answers.ts';
import { revealAuthCode } from './verbs.ts';

/** Below `/v1/domains`: the code that moves a domain to another registrar. */
export const authCodeRoutes = new Hono<Env>().post(
  '/:id/auth_code',
  gate(revealAuthCode, {
    summary: 'Make the code that moves the domain, and show it this once',
    answers: { 200: authCode },
    problems: ['state_forbids', 'tld_unsupported', 'step_up_required'],
  }),
  async (c) => {
    const { session } = signedIn(c);
    // Before the code: each one voids those before it, also one that another request is showing.
    const proof = await spendProof(c, revealAuthCode);
    // Before it is written that it was made: a code that nobody saw does no harm.
    const code = await c.var.deps.makeAuthCode(proof.target.name, c.var.trace).catch(async (error: unknown) => {
      await proof.giveBack();
      if (!(error instanceof RegistrarError)) throw error;
      if (error.code === 'unreachable')
        throw new Problem('unavailable', { reason: reasonFor('unavailable', session.locale), retryAfter: 5 });
      const reason = registryWords(session.locale).registryLock;
      throw refused({ code: 'state_forbids', reason }, session, 'domains.authcode.reveal');
    });
    const written = await perform(c, revealAuthCode, {}, 200, proof);
    c.header('cache-control', 'no-store');
    return c.json({ ...written, code }, 200);
  },
);
