import { Hono } from 'hono';
import type { GenericSchema, InferOutput } from 'valibot';
import { bearerOf, withLabel } from '../../http/bind.ts';
import { jsonBody } from '../../http/body.ts';
import type { Ctx, Env } from '../../http/env.ts';
import { empty, open } from '../../http/open.ts';
import { Problem } from '../../http/problem.ts';
import { gate, perform, signedIn } from '../../policy/action.ts';
import { randomSecret, sameText, sha256 } from '../../store/hash.ts';
import * as answers from './answers.ts';
import { redemption, sessionEnd } from './input.ts';
import { endProved, redeemLink } from './redeem.ts';
import { openMailbox } from './verbs.ts';

/** Below `/v1/mail/mailboxes`. */
export const openRoutes = new Hono<Env>().post(
  '/:id/webmail',
  gate(openMailbox(), {
    summary: 'Get a link that opens the mailbox in the webmail, once and within a minute',
    answers: { 201: answers.webmailLink },
    problems: ['state_forbids', 'unsupported'],
  }),
  async (c) => {
    const { label } = signedIn(c);
    const token = `hcwm_${label.id.slice(4)}_${randomSecret()}`;
    const { expiresAt } = await perform(c, openMailbox(await sha256(token)), {}, 201);
    // Behind the `#` no server and no log sees it; the webmail's page takes it from there and posts it.
    return c.json({ url: `${c.var.deps.webmail!.url}#${token}`, expiresAt }, 201);
  },
);

/** The body, for the webmail's own server alone: it knows the key, and sends no Origin as a page does. */
async function fromWebmail<Schema extends GenericSchema>(c: Ctx, schema: Schema): Promise<InferOutput<Schema>> {
  const { webmail } = c.var.deps;
  const key = bearerOf(c);
  if (!webmail || key === undefined || !sameText(key, webmail.key)) throw new Problem('not_signed_in');
  if (c.req.header('origin') !== undefined) throw new Problem('key_not_allowed');
  return (await jsonBody(c.req.raw, schema)).value;
}

/** The label and the rest of `hc…_<label>_<rest>`. */
function partsOf(text: string): { readonly labelId: string; readonly rest: string } {
  const [, label, rest] = /^[a-z]+_([0-9a-f-]{36})_(.+)$/.exec(text)!;
  return { labelId: `lab_${label}`, rest: rest! };
}

const problems = ['not_signed_in', 'key_not_allowed', 'invalid'] as const;

/** At `/v1/mail/webmail`: what the webmail's server asks. */
export const webmailRoutes = new Hono<Env>()
  .post(
    '/redeem',
    open('proof', {
      summary: 'Turn a link into a session; for the webmail’s server, with its key',
      json: redemption,
      answers: { 200: answers.webmailSession },
      problems: [...problems, 'not_found', 'state_forbids', 'action_disabled', 'role_forbidden', 'unavailable'],
    }),
    async (c) => {
      const { deps, requestId, trace } = c.var;
      const { token } = await fromWebmail(c, redemption);
      const { labelId } = partsOf(token);
      if (!(await deps.control.label(labelId))) throw new Problem('not_found');
      return withLabel(deps, labelId, async (label) => {
        c.set('label', label);
        const from = { origin: new URL(deps.webmail!.url).host, requestId, trace };
        return c.json(await redeemLink(deps, label, token, from), 200);
      });
    },
  )
  .post(
    '/end',
    open('proof', {
      summary: 'End a session whose person has left; for the webmail’s server, with its key',
      json: sessionEnd,
      answers: { 200: empty },
      problems: [...problems, 'not_found'],
    }),
    async (c) => {
      const { deps } = c.var;
      const { labelId, rest } = partsOf((await fromWebmail(c, sessionEnd)).proof);
      if (!(await deps.control.label(labelId))) throw new Problem('not_found');
      return withLabel(deps, labelId, async (label) => {
        c.set('label', label);
        await endProved(deps, label, rest);
        return c.json({}, 200);
      });
    },
  );
