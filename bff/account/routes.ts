import { Hono } from 'hono';
import { streamSSE } from 'hono/streaming';
import * as v from 'valibot';
import type { Env } from '../http/env.ts';
import { checked } from '../http/body.ts';
import { open } from '../http/open.ts';
import { Problem } from '../http/problem.ts';
import type { Change } from '../jobs/changes.ts';
import type { Tab } from '../policy/actions.ts';
import { gate, perform, signedIn, tab } from '../policy/action.ts';
import { sessionLife } from '../auth/session.ts';
import { me, sessionList, startAnswer as startSchema } from './answers.ts';
import { meOf } from './me.ts';
import { changePassword } from './password.ts';
import { knownOf, refuseGuessable } from './guessable.ts';
import { listSessions, revokeOthers, revokeSession } from './sessions.ts';
import { startAnswer } from './start.ts';

/** A stream ends after this time and the panel asks again: what the session may hear is decided anew; in ms. */
const streamLife = 300_000;
const heartbeat = 20_000;

const tabOfChange = {
  'domains.dns': 'domains',
  'domains.domain': 'domains',
  'domains.bulk': 'domains',
  'mail.mailbox': 'mail',
  'mail.import': 'mail',
  'mail.use': 'mail',
  'mail.forward': 'mail',
} as const satisfies Record<Change['kind'], Tab>;

const startQuery = v.strictObject({
  elements: v.optional(v.pipe(v.string(), v.regex(/^(hc-[a-z-]{1,40}(,|$)){0,40}$/, 'format')), ''),
});

export const accountRoutes = new Hono<Env>()
  .get(
    '/sessions',
    tab('account', { summary: 'List the own live sessions', answers: { 200: sessionList } }),
    async (c) => {
      const { session, label } = signedIn(c);
      return c.json(await listSessions(label, session, c.var.deps.now()), 200);
    },
  )
  .delete(
    '/sessions/:id',
    gate(revokeSession, { summary: 'End one of the own sessions', answers: { 204: null } }),
    async (c) => {
      await perform(c, revokeSession, {}, 204);
      return c.body(null, 204);
    },
  )
  .delete(
    '/sessions',
    gate(revokeOthers, { summary: 'End all own sessions but this one', answers: { 204: null } }),
    async (c) => {
      await perform(c, revokeOthers, {}, 204);
      return c.body(null, 204);
    },
  )
  .post(
    '/password',
    gate(changePassword, {
      summary: 'Change the own password',
      answers: { 204: null },
      problems: ['step_up_required'],
    }),
    async (c) => {
      const { password } = c.req.valid('json');
      const { session, label } = signedIn(c);
      const { name, email, username } = session.user;
      const customers = [session.customer.name];
      refuseGuessable(password, knownOf(label.entry, { name, address: email, username, customers }));
      const hash = await c.var.deps.auth.hash(label, password);
      await perform(c, changePassword, { password: hash }, 204);
      return c.body(null, 204);
    },
  );

/** About the signed-in person himself; no tab can be switched off under these. */
export const selfRoutes = new Hono<Env>()
  .get('/me', open('self', { summary: 'Who is signed in, and what he may not do', answers: { 200: me } }), (c) => {
    const { session, label } = signedIn(c);
    return c.json(meOf(c.var.deps, label, session), 200);
  })
  .get(
    '/start',
    open('self', {
      summary: 'Everything a page on the label’s own host needs at once',
      query: startQuery,
      answers: { 200: startSchema },
      problems: ['invalid'],
    }),
    async (c) => {
      const { session, label } = signedIn(c);
      // A token brought its start answer along.
      if (session.kind !== 'sign_in') throw new Problem('not_found');
      const { elements } = checked(startQuery, c.req.query());
      const expiresAt = new Date(c.var.deps.now() + sessionLife).toISOString();
      const wanted = elements.split(',').filter(Boolean);
      return c.json(await startAnswer(c.var.deps, label, session, wanted, { expiresAt }), 200);
    },
  )
  .get(
    '/events',
    open('self', {
      summary: 'News of the customer’s objects, as server-sent events',
      answers: { 200: null },
      problems: ['too_many_requests'],
    }),
    async (c) => {
      const { session, label } = signedIn(c);
      const { changes, limits, streams } = c.var.deps;
      await limits.take('read', `${label.id} ${session.customer.id}`);
      return streamSSE(c, async (stream) => {
        let end = () => {};
        const ended = new Promise<void>((resolve) => {
          end = resolve;
        });
        const stop = changes.subscribe(label.id, session.customer.id, {
          heard: (change) => {
            if (session.deniedTabs[tabOfChange[change.kind]]) return;
            void stream.writeSSE({ event: 'change', data: JSON.stringify(change) });
          },
          ended: end,
        });
        let last: 'session' | 'rights' | undefined;
        const say = (what: typeof last) => () => {
          last = what;
          end();
        };
        const release = streams.hold(label.id, session.id, { over: say('session'), decided: say('rights') });
        stream.onAbort(end);
        const beat = setInterval(() => void stream.write(': still here\n\n'), heartbeat);
        const life = setTimeout(end, streamLife);
        await stream.write(': listening\n\n');
        await ended;
        stop();
        release();
        clearInterval(beat);
        clearTimeout(life);
        // So that the page asks at once whether there is another session, or what it may do now.
        if (last) await stream.writeSSE({ event: 'over', data: JSON.stringify({ kind: last, id: '' }) });
      });
    },
  );
