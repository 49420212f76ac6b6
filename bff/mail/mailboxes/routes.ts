import { Hono } from 'hono';
import { ownDomain } from '../../domains/zone.ts';
import type { Ctx, Env } from '../../http/env.ts';
import { longJson } from '../../http/long-json.ts';
import { Problem } from '../../http/problem.ts';
import { gate, perform, signedIn, tab } from '../../policy/action.ts';
import * as answers from '../answers.ts';
import { mailboxQuery, type NewMailbox } from '../input.ts';
import { parseLocal } from '../rules.ts';
import { createAppPassword, makeAppPassword, revokeAppPassword } from './app-passwords.ts';
import { mailProfile } from '../setup/profile.ts';
import { listMailboxes, mailboxDetail, ownMailbox } from './read.ts';
import {
  changePassword,
  createMailbox,
  deleteMailbox,
  editMailbox,
  judgePassword,
  purgeMailbox,
  restoreMailbox,
  suspendMailbox,
} from './verbs.ts';

const one = { 200: answers.mailbox };
const problems = ['state_forbids'] as const;

async function detailOf(c: Ctx): Promise<answers.MailboxDetail> {
  const { session, label } = signedIn(c);
  const row = await ownMailbox(label.db, session, c.req.param('id') ?? '');
  if (!row) throw new Problem('not_found');
  c.var.deps.mailUse.seen(label, session.customer.id, [row]);
  return mailboxDetail(label, session, c.var.deps, row);
}

/** Refuses the password of a mailbox that is to be made, as far as the rest of it is right: the verb tells of that. */
async function judgeNew(c: Ctx, { domain, local, name, password }: NewMailbox): Promise<void> {
  const { session, label } = signedIn(c);
  const parsed = parseLocal(local);
  const row = await ownDomain(label.db, session, domain);
  if (row && 'local' in parsed)
    judgePassword({ label, session }, { address: `${parsed.local}@${row.name}`, name }, password);
}

/** At `/v1/mail/mailboxes`. */
export const mailboxRoutes = new Hono<Env>()
  .get(
    '/',
    tab('mail', {
      summary: 'List mailboxes, a page at a time',
      query: mailboxQuery,
      answers: { 200: answers.mailboxPage },
      problems: ['invalid', 'not_found'],
    }),
    async (c) => {
      const { session, label } = signedIn(c);
      const { page, rows } = await listMailboxes(label.db, session, c.req.valid('query'));
      c.var.deps.mailUse.seen(label, session.customer.id, rows);
      return longJson(c, page);
    },
  )
  .post(
    '/',
    gate(createMailbox(), {
      summary: 'Make a mailbox',
      answers: { 201: answers.mailbox },
      problems: ['plan_full', 'plan_lacks', 'not_found'],
    }),
    async (c) => {
      const input = c.req.valid('json');
      await judgeNew(c, input);
      const hash = await c.var.deps.mailHash(input.password);
      return c.json(await perform(c, createMailbox(hash), input, 201), 201);
    },
  )
  .get('/:id', tab('mail', { summary: 'See a mailbox', answers: { 200: answers.mailboxDetail } }), async (c) =>
    c.json(await detailOf(c), 200),
  )
  .get(
    '/:id/profile',
    tab('mail', { summary: 'Get a profile that sets it up on Apple’s devices', answers: { 200: null } }),
    async (c) => {
      const { address, name, setUp } = await detailOf(c);
      const profile = await mailProfile({ address, name, setUp, label: signedIn(c).label.entry.name });
      return c.body(profile, 200, { 'content-type': 'application/x-apple-aspen-config' });
    },
  )
  .patch('/:id', gate(editMailbox, { summary: 'Change name or size', answers: one, problems }), async (c) =>
    c.json(await perform(c, editMailbox, c.req.valid('json'), 200), 200),
  )
  .post(
    '/:id/password',
    gate(changePassword(), { summary: 'Set another password', answers: one, problems }),
    async (c) => {
      const input = c.req.valid('json');
      const { session, label } = signedIn(c);
      const row = await ownMailbox(label.db, session, c.req.param('id'));
      if (row) judgePassword({ label, session }, row, input.password);
      const hash = await c.var.deps.mailHash(input.password);
      return c.json(await perform(c, changePassword(hash), input, 200), 200);
    },
  )
  .post(
    '/:id/suspend',
    gate(suspendMailbox, { summary: 'Suspend a mailbox, or end that', answers: one, problems }),
    async (c) => c.json(await perform(c, suspendMailbox, c.req.valid('json'), 200), 200),
  )
  .post(
    '/:id/app_passwords',
    gate(createAppPassword(), {
      summary: 'Make a password for one program, and show it this once',
      answers: { 201: answers.newAppPassword },
      problems,
    }),
    async (c) => {
      const { key, password } = makeAppPassword();
      const hash = await c.var.deps.mailHash(password);
      const written = await perform(c, createAppPassword({ key, hash }), c.req.valid('json'), 201);
      return c.json({ ...written, password }, 201);
    },
  )
  .delete(
    '/:id',
    gate(deleteMailbox, { summary: 'Delete a mailbox; for a week it can be restored', answers: one, problems }),
    async (c) => c.json(await perform(c, deleteMailbox, {}, 200), 200),
  )
  .post(
    '/:id/restore',
    gate(restoreMailbox, {
      summary: 'Restore a deleted mailbox with its mail',
      answers: one,
      problems: ['state_forbids', 'plan_full'],
    }),
    async (c) => c.json(await perform(c, restoreMailbox, {}, 200), 200),
  )
  .post(
    '/:id/purge',
    gate(purgeMailbox, { summary: 'Destroy a deleted mailbox now', answers: one, problems }),
    async (c) => c.json(await perform(c, purgeMailbox, {}, 200), 200),
  );

/** At `/v1/mail/app_passwords`. */
export const appPasswordRoutes = new Hono<Env>().delete(
  '/:id',
  gate(revokeAppPassword, { summary: 'Take a program’s password back', answers: { 200: answers.appPassword } }),
  async (c) => c.json(await perform(c, revokeAppPassword, {}, 200), 200),
);
