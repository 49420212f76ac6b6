import { eq } from 'drizzle-orm';
import { Hono } from 'hono';
import * as v from 'valibot';
import { admit, publishable, refuseOutdated } from '../../account/embed-routes.ts';
import { authorizeInput } from '../../account/input.ts';
import { ownPage } from '../../auth/routes.ts';
import { endSession, offered } from '../../auth/session.ts';
import { turns } from '../../auth/turns.ts';
import { languageOf, withLabel } from '../../http/bind.ts';
import { checked, parseJson, readText } from '../../http/body.ts';
import type { BoundLabel, Ctx, Env } from '../../http/env.ts';
import { empty, open, openJson } from '../../http/open.ts';
import { Problem } from '../../http/problem.ts';
import { perform, signedIn } from '../../policy/action.ts';
import { mailboxRefusals } from '../../policy/rules.ts';
import { reasonFor } from '../../policy/words.ts';
import { appPassword, newAppPassword } from '../answers.ts';
import { makeAppPassword } from '../mailboxes/app-passwords.ts';
import { judgePassword } from '../mailboxes/verbs.ts';
import type { MailboxRow } from '../mailboxes/read.ts';
import { parseAddress } from '../rules.ts';
import { mailboxes } from '../schema.ts';
import * as answers from './answers.ts';
import { mailboxCookieHeader } from './cookie.ts';
import { agree, redeem } from './embed.ts';
import { setFilters } from './filters.ts';
import { deleteOwnForward, resendOwnConfirmation, setOwnForward } from './forward.ts';
import { selfGate, selfJson, selfLeave, selfOpen } from './gate.ts';
import { selfTokenInput } from './input.ts';
import { selfSignIn, type SelfSignIn } from './sign-in-input.ts';
import { ownSelf, readSelf } from './read.ts';
import { beginSession, mailboxLife } from './session.ts';
import { changeOwnPassword, createOwnApp, revokeOwnApp, setAutoReply } from './verbs.ts';

/** Hashes take the thread that all requests share: so many at once, and label by label. */
const guesses = turns(2, 100);

/** The label's own mailbox of an address whose password this is; nobody's address takes as long. */
async function rightMailbox(
  c: Ctx,
  { id, db }: BoundLabel,
  { address, password }: SelfSignIn,
): Promise<MailboxRow | undefined> {
  const parsed = parseAddress(address);
  const [row] = await db
    .select()
    .from(mailboxes)
    .where(eq(mailboxes.address, 'address' in parsed ? parsed.address : ''))
    .limit(1);
  const fits = await guesses(id, () => c.var.deps.mailFits(password, row));
  return fits && row && !row.suspended && !row.deletedAt ? row : undefined;
}

/** Whose password is tried: one mailbox, however its address is written; what is no address, as it was typed. */
function triedOf(address: string): string {
  const parsed = parseAddress(address);
  return 'address' in parsed ? parsed.address : address.trim().toLowerCase();
}

/** What a label lets nobody do it lets nobody try. */
function needSignIn(label: BoundLabel, c: Ctx): void {
  const locale = offered(label, languageOf(c)) ?? label.settings.locale.languages[0]!;
  const refusal = mailboxRefusals({ policy: label.settings.policy, manageable: true, locale })['mail.self.sign_in'];
  if (!refusal) return;
  const code = refusal.code as 'action_disabled';
  throw new Problem(code, { action: 'mail.self.sign_in', reason: refusal.reason ?? reasonFor(code, locale) });
}

/** At `/v1/mail/self`. */
export const mailboxSelfRoutes = new Hono<Env>()
  .post(
    '/sign_in',
    openJson('anyone', selfSignIn, {
      summary: 'Sign in to a mailbox with its password; sets a cookie of the label’s host',
      answers: { 200: empty },
      problems: ['credentials_wrong', 'too_many_requests', 'cross_site', 'action_disabled', 'tab_disabled'],
    }),
    async (c) => {
      const { deps } = c.var;
      const label = ownPage(c);
      needSignIn(label, c);
      const input = c.req.valid('json');
      const network = deps.address(c);
      const who = `${label.id} mailbox ${triedOf(input.address)} ${network}`;
      await deps.limits.take('sign_in_network', `${label.id} ${network}`);
      await deps.limits.take('sign_in', who);
      const row = await rightMailbox(c, label, input);
      if (!row) {
        deps.log.event('mailbox_sign_in_failed', { label: label.id });
        const locale = offered(label, languageOf(c)) ?? label.settings.locale.languages[0]!;
        throw new Problem('credentials_wrong', { reason: reasonFor('credentials_wrong', locale) });
      }
      await deps.limits.clear('sign_in', who);
      const before = c.get('session');
      if (before) await endSession(label, before.id, before.kind, new Date(deps.now()));
      const token = await beginSession(label, row, deps.now());
      c.header('set-cookie', mailboxCookieHeader(token, mailboxLife / 1000));
      return c.json({}, 200);
    },
  )
  .post('/sign_out', selfLeave({ summary: 'End this session', answers: { 204: null } }), async (c) => {
    const { session, label } = signedIn(c);
    await endSession(label, session.id, session.kind, new Date(c.var.deps.now()));
    if (session.origin === undefined) c.header('set-cookie', mailboxCookieHeader('', 0));
    return c.body(null, 204);
  })
  .post(
    '/authorize',
    selfJson(authorizeInput, {
      summary: 'Agree that a listed page manages this mailbox (the pop-up of a page elsewhere)',
      answers: { 204: null },
      problems: ['key_not_allowed', 'origin_not_allowed', 'cross_site'],
    }),
    async (c) => {
      const { deps } = c.var;
      ownPage(c);
      const { session, label } = signedIn(c);
      const { client, origin, code_challenge: challenge, tx } = c.req.valid('json');
      const key = await deps.control.key(client);
      if (key?.kind !== 'publishable' || key.labelId !== label.id || session.origin !== undefined)
        throw new Problem('key_not_allowed');
      if (!label.entry.origins.includes(origin)) throw new Problem('origin_not_allowed');
      await agree(label, session, { tx, challenge, origin, keyId: key.id }, deps.now());
      return c.body(null, 204);
    },
  )
  .get('/', selfOpen({ summary: 'See one’s own mailbox', answers: { 200: answers.mailboxSelf } }), async (c) => {
    const { session, label } = signedIn(c);
    const row = await ownSelf(label.db, session);
    if (!row) throw new Problem('not_found');
    return c.json(await readSelf(label, session, c.var.deps, row), 200);
  })
  .post(
    '/password',
    selfGate(changeOwnPassword(), {
      summary: 'Change the password; ends all other sessions, here and in mail programs',
      answers: { 200: empty },
    }),
    async (c) => {
      const { deps } = c.var;
      const { session, label } = signedIn(c);
      const { current, password } = c.req.valid('json');
      const row = await ownSelf(label.db, session);
      if (!row) throw new Problem('not_found');
      // Whoever finds a screen open must not be able to try.
      const who = `${label.id} mailbox ${session.user.id}`;
      await deps.limits.take('sign_in', who);
      if (!(await guesses(label.id, () => deps.mailFits(current, row))))
        throw new Problem('invalid', { fields: { current: 'password_wrong' } });
      await deps.limits.clear('sign_in', who);
      judgePassword({ label, session }, row, password);
      const hash = await deps.mailHash(password);
      return c.json(await perform(c, changeOwnPassword(row.hash, hash), { current, password }, 200), 200);
    },
  )
  .post(
    '/auto_reply',
    selfGate(setAutoReply, { summary: 'Say what the mailbox answers by itself', answers: { 200: answers.autoReply } }),
    async (c) => c.json(await perform(c, setAutoReply, c.req.valid('json'), 200), 200),
  )
  .post(
    '/forward',
    selfGate(setOwnForward, {
      summary: 'Lead the mailbox’s own mail elsewhere',
      answers: { 200: answers.ownForwardSaved },
      problems: ['plan_full'],
    }),
    async (c) => c.json(await perform(c, setOwnForward, c.req.valid('json'), 200), 200),
  )
  .delete(
    '/forward',
    selfGate(deleteOwnForward, { summary: 'Keep all mail in the mailbox again', answers: { 200: empty } }),
    async (c) => c.json(await perform(c, deleteOwnForward, {}, 200), 200),
  )
  .post(
    '/forward/resend',
    selfGate(resendOwnConfirmation, {
      summary: 'Mail the link once more to one who has not agreed',
      answers: { 200: answers.ownForward },
    }),
    async (c) => c.json(await perform(c, resendOwnConfirmation, c.req.valid('json'), 200), 200),
  )
  .post(
    '/app_passwords',
    selfGate(createOwnApp(), {
      summary: 'Make a password for one program, and show it this once',
      answers: { 201: newAppPassword },
    }),
    async (c) => {
      const { key, password } = makeAppPassword();
      const hash = await c.var.deps.mailHash(password);
      const written = await perform(c, createOwnApp({ key, hash }), c.req.valid('json'), 201);
      return c.json({ ...written, password }, 201);
    },
  )
  .delete(
    '/app_passwords/:id',
    selfGate(revokeOwnApp, { summary: 'Take a program’s password back', answers: { 200: appPassword } }),
    async (c) => c.json(await perform(c, revokeOwnApp, {}, 200), 200),
  )
  .post(
    '/filters',
    selfGate(setFilters, {
      summary: 'Say how the mailbox sorts what comes',
      answers: { 200: answers.filters },
      problems: ['version_conflict'],
    }),
    async (c) => c.json(await perform(c, setFilters, c.req.valid('json'), 200), 200),
  );

/** At `/embed/v1`, for pages elsewhere. */
export const mailboxTokenRoutes = new Hono<Env>().post(
  '/mailbox_token',
  open('proof', {
    summary:
      'Get the token for a mailbox, after its user agreed in the pop-up; the body is JSON sent as text/plain, so that no preflight is needed',
    json: selfTokenInput,
    answers: { 200: answers.selfToken, 202: v.object({ pending: v.literal(true) }) },
    problems: ['secret_invalid', 'origin_not_allowed', 'key_not_allowed', 'client_outdated', 'not_found'],
  }),
  async (c) => {
    const { deps } = c.var;
    const input = checked(selfTokenInput, parseJson(await readText(c.req.raw)));
    refuseOutdated(input.client);
    const key = await publishable(c, input.key);
    await deps.limits.take('token', `${key.labelId} ${deps.address(c)}`);
    return withLabel(deps, key.labelId, async (label) => {
      c.set('label', label);
      const granted = await redeem(label, { ...input, keyId: key.id }, admit(c, label, false), deps.now());
      return granted ? c.json(granted, 200) : c.json({ pending: true as const }, 202);
    });
  },
);
