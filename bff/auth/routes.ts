import { Hono } from 'hono';
import { authorizeInput, resetInput, resetRequestInput, signInInput, stepUpInput } from '../account/input.ts';
import { knownOf, knownPerson, refuseGuessable } from '../account/guessable.ts';
import { askForReset } from '../account/reset-job.ts';
import { languageOf } from '../http/bind.ts';
import type { BoundLabel, Ctx, Env } from '../http/env.ts';
import { empty, open, openJson } from '../http/open.ts';
import { hostOf, ownOrigin } from '../http/origin.ts';
import { Problem } from '../http/problem.ts';
import type { Action } from '../policy/actions.ts';
import { loadOf, refused, signedIn } from '../policy/action.ts';
import { reasonFor, type Locale } from '../policy/words.ts';
import { sha256 } from '../store/hash.ts';
import { newId } from '../store/ids.ts';
import { cookieHeader, sealCookie } from './cookie.ts';
import { authorizations, stepUps } from './schema.ts';
import { authorizationLife, endSession, isOwnPage, offered, renewToken, sessionLife, stepUpLife } from './session.ts';

/** Signing in happens on the label's own host only, from a page of that host. */
export function ownPage(c: Ctx): BoundLabel {
  const { label } = c.var;
  if (!label) throw new Problem('not_found');
  if (!label.entry.hosts.includes(hostOf(c))) throw new Problem('not_found');
  if (c.req.header('origin') !== ownOrigin(c)) throw new Problem('cross_site');
  const site = c.req.header('sec-fetch-site');
  if (site !== undefined && site !== 'same-origin') throw new Problem('cross_site');
  return label;
}

async function setCookie(c: Ctx, labelId: string, token: string): Promise<void> {
  c.header('set-cookie', cookieHeader(await sealCookie(c.var.deps.secret, labelId, token), sessionLife / 1000));
}

const localeOf = (c: Ctx, label: BoundLabel): Locale =>
  offered(label, languageOf(c)) ?? label.settings.locale.languages[0]!;

export const authRoutes = new Hono<Env>()
  .post(
    '/sign_in',
    openJson('anyone', signInInput, {
      summary: 'Sign in by user name or e-mail address; sets the cookie of the label’s host',
      answers: { 200: empty },
      problems: ['credentials_wrong', 'too_many_requests', 'cross_site'],
    }),
    async (c) => {
      const { deps } = c.var;
      const label = ownPage(c);
      const input = c.req.valid('json');
      const network = deps.address(c);
      const who = `${label.id} ${input.login.toLowerCase()} ${network}`;
      await deps.limits.take('sign_in_network', `${label.id} ${network}`);
      await deps.limits.take('sign_in', who);
      const userAgent = (c.req.header('user-agent') ?? '').slice(0, 300);
      const signed = await deps.auth.signIn(label, { ...input, userAgent });
      if (!signed) {
        deps.log.event('sign_in_failed', { label: label.id });
        throw new Problem('credentials_wrong', { reason: reasonFor('credentials_wrong', localeOf(c, label)) });
      }
      await deps.limits.clear('sign_in', who);
      // Whoever signs in anew does not leave an open session behind.
      const { session } = c.var;
      if (session?.kind === 'sign_in') await endSession(label, session.id, session.kind, new Date(deps.now()));
      await setCookie(c, label.id, signed.token);
      return c.json({}, 200);
    },
  )
  .post('/sign_out', open('self', { summary: 'End this session', answers: { 204: null } }), async (c) => {
    const { session, label } = signedIn(c);
    await endSession(label, session.id, session.kind, new Date(c.var.deps.now()));
    if (session.kind === 'sign_in') c.header('set-cookie', cookieHeader('', 0));
    return c.body(null, 204);
  })
  .post(
    '/reset_request',
    openJson('anyone', resetRequestInput, {
      summary: 'Mail a link to set a new password; answers alike for every address',
      answers: { 202: empty },
      problems: ['too_many_requests', 'cross_site'],
    }),
    async (c) => {
      const { deps } = c.var;
      const label = ownPage(c);
      const { email } = c.req.valid('json');
      await deps.limits.take('reset_network', `${label.id} ${deps.address(c)}`);
      await deps.limits.take('reset', `${label.id} ${email.toLowerCase()}`);
      await askForReset(deps, label, email.toLowerCase(), localeOf(c, label));
      return c.json({}, 202);
    },
  )
  .post(
    '/reset',
    openJson('proof', resetInput, {
      summary: 'Set a new password with the token of the mail; ends all sessions',
      answers: { 204: null },
      problems: ['secret_invalid', 'too_many_requests', 'cross_site'],
    }),
    async (c) => {
      const { deps } = c.var;
      const label = ownPage(c);
      const { token, password } = c.req.valid('json');
      await deps.limits.take('reset_network', `${label.id} ${deps.address(c)}`);
      // Of a link that is none, as of one that was used, it is nobody's.
      const owner = await deps.auth.ownerOfReset(label, token);
      refuseGuessable(password, knownOf(label.entry, owner ? await knownPerson(label, owner) : undefined));
      if (!(await deps.auth.reset(label, token, password))) throw new Problem('secret_invalid');
      return c.body(null, 204);
    },
  )
  .post(
    '/authorize',
    openJson('self', authorizeInput, {
      summary: 'Agree that a listed page gets a session (the pop-up of a page without a server)',
      answers: { 204: null },
      problems: ['key_not_allowed', 'origin_not_allowed', 'cross_site'],
    }),
    async (c) => {
      const { deps } = c.var;
      ownPage(c);
      const { session, label } = signedIn(c);
      const input = c.req.valid('json');
      const key = await deps.control.key(input.client);
      if (key?.kind !== 'publishable' || key.labelId !== label.id || session.kind !== 'sign_in')
        throw new Problem('key_not_allowed');
      if (!label.entry.origins.includes(input.origin)) throw new Problem('origin_not_allowed');
      const now = deps.now();
      await label.db
        .insert(authorizations)
        .values({
          txHash: await sha256(input.tx),
          challenge: input.code_challenge,
          origin: input.origin,
          keyId: key.id,
          userId: session.user.id,
          customerId: session.customer.id,
          authorisedAt: new Date(now),
          expiresAt: new Date(now + authorizationLife),
        })
        .onConflictDoNothing();
      return c.body(null, 204);
    },
  )
  .post(
    '/step_up',
    openJson('self', stepUpInput, {
      summary: 'Confirm one action on one object with the password',
      answers: { 204: null },
      problems: ['credentials_wrong', 'too_many_requests', 'cross_site', 'invalid', 'not_found'],
    }),
    async (c) => {
      const { deps } = c.var;
      ownPage(c);
      const { session, label } = signedIn(c);
      const { action, object, session: page, password } = c.req.valid('json');
      if (session.kind !== 'sign_in') throw new Problem('key_not_allowed');
      const load = loadOf(action);
      if (!load) throw new Problem('invalid', { fields: { action: 'choice' } });
      const refusal = session.denied[action as Action];
      if (refusal) throw refused(refusal, session, action as Action);
      if ((await load(label.db, session, object)) === undefined) throw new Problem('not_found');
      if (page !== undefined && !(await isOwnPage(label, session, page, deps.now()))) throw new Problem('not_found');
      const who = `${label.id} ${session.user.id}`;
      await deps.limits.take('sign_in', who);
      if (!(await deps.auth.verifyPassword(label, session.user.id, password)))
        throw new Problem('credentials_wrong', { reason: reasonFor('credentials_wrong', session.locale) });
      await deps.limits.clear('sign_in', who);
      const expiresAt = new Date(deps.now() + stepUpLife);
      await label.db.insert(stepUps).values({
        id: newId('session'),
        userId: session.user.id,
        sessionId: page ?? session.id,
        action,
        object,
        expiresAt,
      });
      if (page === undefined) await setCookie(c, label.id, await renewToken(label, session.id));
      return c.body(null, 204);
    },
  );
