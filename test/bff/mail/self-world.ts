import assert from 'node:assert/strict';
import type { ProblemBody } from '../../../bff/http/problem.ts';
import type { Filters, MailboxSelf } from '../../../bff/mail/self/answers.ts';
import type { FilterRule } from '../../../bff/mail/self/filter-input.ts';
import type { Harness, TestLabel } from '../harness.ts';
import { password, type MailWorld } from './world.ts';

export interface Answered<Answer> {
  readonly status: number;
  readonly body: Answer & Partial<ProblemBody>;
}

/** The user of a mailbox, who knows its password. */
export function mailboxUsers({ request }: Pick<Harness, 'request'>, { host }: Pick<TestLabel, 'host'>) {
  const post = (path: string, body: object, init: object = {}) =>
    request(`http://${host}/v1/mail/self${path}`, { method: 'POST', body: JSON.stringify(body), ...init });
  async function signIn(address: string, word = password): Promise<string> {
    const answer = await post('/sign_in', { address, password: word });
    assert.equal(answer.status, 200, await answer.clone().text());
    return answer.headers.get('set-cookie')!.split(';')[0]!;
  }
  async function call<Answer = MailboxSelf>(
    cookie: string,
    method: string,
    path: string,
    body?: object,
  ): Promise<Answered<Answer>> {
    const init = { method, cookie, ...(body ? { body: JSON.stringify(body) } : {}) };
    const answer = await request(`http://${host}/v1/mail/self${path}`, init);
    const text = await answer.text();
    return { status: answer.status, body: (text ? JSON.parse(text) : {}) as Answer & Partial<ProblemBody> };
  }
  return { post, signIn, call };
}

/** The user of a new mailbox, signed in. */
export async function selfUser(w: MailWorld, users: ReturnType<typeof mailboxUsers>, local: string) {
  const box = await w.create(local);
  await w.idle();
  const cookie = await users.signIn(box.address);
  const call = <Answer = MailboxSelf>(method: string, path: string, body?: object) =>
    users.call<Answer>(cookie, method, path, body);
  return {
    box,
    cookie,
    call,
    read: async () => (await call('GET', '')).body,
    status: async () => (await call('GET', '')).status,
  };
}

export const away = {
  on: true,
  subject: 'Away until Monday',
  text: 'I bake again on Monday.',
  from: null,
  until: null,
};

/** A rule of one condition and one step. */
export const ruleOf = (more: Partial<FilterRule> = {}): FilterRule => ({
  name: 'Newsletters',
  on: true,
  match: 'all',
  when: [{ field: 'subject', test: 'contains', value: 'newsletter' }],
  steps: [{ do: 'move', folder: 'Newsletters' }],
  stop: true,
  ...more,
});

/** Replaces the rules that are there, as they are now. */
export async function sort(
  call: <Answer = MailboxSelf>(method: string, path: string, body?: object) => Promise<Answered<Answer>>,
  rules: readonly FilterRule[],
): Promise<Answered<Filters>> {
  const { version } = (await call('GET', '')).body.filters;
  return call<Filters>('POST', '/filters', { version, rules });
}
