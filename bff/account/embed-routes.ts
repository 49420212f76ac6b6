import { Hono } from 'hono';
import * as v from 'valibot';
import { embedSession } from '../auth/session.ts';
import {
  demoSession,
  exchangeSecret,
  mintSession,
  redeemAuthorization,
  renewSession,
  type Grant,
} from '../auth/embed.ts';
import { bearerOf, labelOfToken, withLabel } from '../http/bind.ts';
import { checked, jsonBody, parseJson, readText } from '../http/body.ts';
import type { BoundLabel, Ctx, Env } from '../http/env.ts';
import { open } from '../http/open.ts';
import { allow, hostOf, ownOrigin } from '../http/origin.ts';
import { pinnedSnippet } from '../http/pins.ts';
import { Problem } from '../http/problem.ts';
import { embedConfig, startAnswer as startSchema } from './answers.ts';
import { embedSessionInput, tokenInput, type TokenInput } from './embed-input.ts';
import { configOf } from './me.ts';
import { startAnswer } from './start.ts';

/** The oldest client that may still talk to this BFF. */
const oldestClient = [0, 1, 0] as const;
export const demoKey = 'hc_pk_test_demo';

export function refuseOutdated(client: string): void {
  const parts = client.split('.').map(Number);
  for (const [at, oldest] of oldestClient.entries()) {
    if (parts[at]! > oldest) return;
    if (parts[at]! < oldest) throw new Problem('client_outdated');
  }
}

export async function publishable(c: Ctx, key: string) {
  const entry = await c.var.deps.control.key(key);
  if (entry?.kind === 'secret') throw new Problem('key_not_allowed');
  const demo = key === demoKey;
  if (!entry || (demo && !c.var.deps.demo)) throw new Problem('not_found');
  return { ...entry, demo };
}

/** Lets a listed page read the answer; others only learn that they are not listed. */
export function admit(c: Ctx, label: BoundLabel, anyOrigin: boolean): string {
  const origin = c.req.header('origin') ?? ownOrigin(c);
  const listed = anyOrigin ? origin !== 'null' : label.entry.origins.includes(origin);
  if (!listed && origin !== ownOrigin(c)) throw new Problem('origin_not_allowed');
  if (origin !== ownOrigin(c)) allow(c, origin, false);
  return origin;
}

async function grant(
  c: Ctx,
  input: TokenInput,
): Promise<{ labelId: string; ask: (label: BoundLabel) => Promise<Grant | undefined> }> {
  const now = c.var.deps.now();
  if ('secret' in input || 'refresh' in input) {
    const labelId = labelOfToken('secret' in input ? input.secret : input.refresh);
    if (!labelId || !(await c.var.deps.control.label(labelId))) throw new Problem('secret_invalid');
    return {
      labelId,
      ask: (label) => {
        const origin = admit(c, label, c.var.deps.demo && 'refresh' in input);
        return 'secret' in input
          ? exchangeSecret(label, input.secret, origin, now)
          : renewSession(label, input.refresh, origin, now);
      },
    };
  }
  const key = await publishable(c, input.key);
  if ('tx' in input)
    return {
      labelId: key.labelId,
      ask: (label) => redeemAuthorization(label, { ...input, keyId: key.id }, admit(c, label, false), now),
    };
  if (!key.demo) throw new Problem('key_not_allowed');
  return { labelId: key.labelId, ask: (label) => demoSession(label, key.id, admit(c, label, true), now) };
}

const snippetQuery = v.strictObject({ key: v.pipe(v.string(), v.maxLength(120)) });
const configQuery = v.strictObject({
  key: v.optional(v.pipe(v.string(), v.maxLength(120))),
  /** The demo key works on every page, but nobody signs in by pop-up for one that the label does not list. */
  pop_up: v.optional(v.literal('1')),
});

export const embedRoutes = new Hono<Env>()
  .post(
    '/token',
    open('proof', {
      summary:
        'Exchange a one-time secret for a token; the body is JSON sent as text/plain, so that no preflight is needed',
      json: tokenInput,
      answers: { 200: startSchema, 202: v.object({ pending: v.literal(true) }) },
      problems: ['secret_invalid', 'origin_not_allowed', 'key_not_allowed', 'client_outdated', 'not_found'],
    }),
    async (c) => {
      const { deps } = c.var;
      const input = checked(tokenInput, parseJson(await readText(c.req.raw)));
      refuseOutdated(input.client);
      const { labelId, ask } = await grant(c, input);
      await deps.limits.take('token', `${labelId} ${deps.address(c)}`);
      return withLabel(deps, labelId, async (label) => {
        c.set('label', label);
        const granted = await ask(label);
        if (!granted) return c.json({ pending: true as const }, 202);
        const session = await embedSession(label, granted.token, deps.now());
        if (!session) throw new Problem('secret_invalid');
        c.set('session', session);
        const credentials = { ...granted, expiresAt: granted.expiresAt.toISOString() };
        return c.json(await startAnswer(deps, label, session, input.elements, credentials), 200);
      });
    },
  )
  .get(
    '/config',
    open('anyone', {
      summary: 'What a page without a session knows: theme, languages, where to sign in',
      query: configQuery,
      answers: { 200: embedConfig },
      problems: ['not_found', 'origin_not_allowed', 'key_not_allowed', 'invalid'],
    }),
    async (c) => {
      const { deps } = c.var;
      const origin = c.req.header('origin');
      const { key, pop_up: popUp } = checked(configQuery, c.req.query());
      // The one answer that an unlisted page may read: it tells its developer what to add.
      if (origin !== undefined && origin !== 'null' && origin !== ownOrigin(c)) allow(c, origin, false);
      const entry = key === undefined ? undefined : await publishable(c, key);
      const labelId = entry?.labelId ?? (await deps.control.labelOfHost(hostOf(c)));
      if (!labelId) throw new Problem('not_found');
      return withLabel(deps, labelId, async (label) => {
        if (
          entry &&
          (!entry.demo || popUp !== undefined) &&
          origin !== undefined &&
          origin !== ownOrigin(c) &&
          !label.entry.origins.includes(origin)
        )
          throw new Problem('origin_not_allowed', {
            reason: `${origin} is not among the origins of ${label.entry.name}. Add it with: npm run hc -- origin add ${label.id} ${origin}`,
          });
        return c.json(configOf(deps, label, entry?.test ?? false), 200);
      });
    },
  )
  .get(
    '/snippet',
    open('anyone', {
      summary: 'HTML to paste: the scripts of this build and no others, checked by their hashes',
      query: snippetQuery,
      answers: { 200: null },
      problems: ['not_found', 'key_not_allowed', 'invalid'],
    }),
    async (c) => {
      const { pins, platformUrl } = c.var.deps;
      const { key } = checked(snippetQuery, c.req.query());
      await publishable(c, key);
      if (!pins) throw new Problem('not_found');
      return c.text(await pinnedSnippet(platformUrl, key, pins));
    },
  );

export const mintRoutes = new Hono<Env>().post(
  '/',
  open('secret_key', {
    summary: 'Make the one-time secret of an embed session; for a reseller’s server, with its secret key',
    json: embedSessionInput,
    answers: { 201: v.object({ client_secret: v.string(), expires_at: v.string() }) },
    problems: ['key_not_allowed', 'origin_not_allowed', 'not_found', 'invalid'],
  }),
  async (c) => {
    const { deps } = c.var;
    const key = bearerOf(c);
    const entry = key?.startsWith('hc_') ? await deps.control.key(key) : undefined;
    if (!key || !entry) throw new Problem('not_signed_in');
    // A browser sends Origin: a secret key has no business there.
    if (entry.kind !== 'secret' || c.req.header('origin') !== undefined) throw new Problem('key_not_allowed');
    await deps.limits.take('mint', entry.labelId);
    const { value } = await jsonBody(c.req.raw, embedSessionInput);
    return withLabel(deps, entry.labelId, async (label) => {
      c.set('label', label);
      return c.json(await mintSession(label, value, entry.id, deps.now()), 201);
    });
  },
);
