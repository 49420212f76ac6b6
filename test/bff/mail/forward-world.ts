import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import type {
  Forward,
  ForwardPage,
  ForwardPreview,
  ForwardSaved,
  TargetConfirmed,
} from '../../../bff/mail/forwards/answers.ts';
import { mebibyte } from '../../../bff/mail/rules.ts';
import { mailWorld, password, type MailWorld } from './world.ts';

export const day = 86_400_000;
export const small = { quota: 10 * mebibyte };
export const ours = 'loaf.example';
export const at = (local: string) => `${local}@${ours}`;
export let w: MailWorld;

/** The world of the tests of a file. */
export function useForwardWorld(): void {
  before(async () => {
    w = await mailWorld({}, { maxMailboxes: 100, maxForwards: 200 });
    for (const local of ['box', 'second', 'both', 'bypassed']) await w.create(local, small);
    await w.idle();
  });
  after(() => w.h.close());
}

export const post = <Answer = ForwardSaved>(path: string, body: object, world = w) =>
  world.call<Answer>('POST', path, body);
export async function forward(local: string, targets: readonly string[], more: object = {}): Promise<ForwardSaved> {
  const { status, body } = await post('/forwards', { domain: w.domain, local, targets, ...more });
  assert.equal(status, 201, JSON.stringify(body));
  return body;
}
export const refused = async (more: object, path = '/forwards') =>
  (await post(path, { domain: w.domain, local: 'new', targets: [at('box')], ...more })).body.fields;
export const preview = async (more: object) =>
  (await post<ForwardPreview>('/forwards/preview', { domain: w.domain, targets: [at('box')], local: 'new', ...more }))
    .body;
export const list = async (query = '', world = w) => (await world.call<ForwardPage>('GET', `/forwards${query}`)).body;
export const read = async (id: string) => (await w.call<Forward>('GET', `/forwards/${id}`)).body;
export const inbox = async (local: string) => (await w.server.inbox(at(local), password))!.length;
export const deliver = (local: string) => w.server.deliver('a@b.example', at(local), 'Subject: x\r\n\r\nHi').code;
export const links = (to: string) =>
  w.h.mails.filter((mail) => mail.to === to).flatMap(({ text }) => /\/ca\/confirm-forward#(\S+)/.exec(text)?.[1] ?? []);
export const confirm = async (token: string, host = w.label.host) => {
  const answer = await w.h.request(`http://${host}/v1/mail/forward_targets/confirm`, {
    method: 'POST',
    body: JSON.stringify({ token }),
  });
  return { status: answer.status, body: (await answer.json()) as TargetConfirmed };
};
