import assert from 'node:assert/strict';
import type { BulkItems, BulkPreview, BulkRun } from '../../../../bff/domains/bulk/answers.ts';
import type { ProblemBody } from '../../../../bff/http/problem.ts';
import { harness, passwords, type HarnessOptions } from '../../harness.ts';

/** A customer of a label, and what he asks of many domains at once. */
export async function bulkWorld(options: HarnessOptions = {}) {
  const h = await harness(options);
  const label = await h.label('north');
  const customer = await h.customer(label.id, 'Loaf');
  const { id: user } = await h.user(label.id, customer, 'Marieke');
  const cookie = await h.signIn(label, 'marieke', passwords.owner);

  async function call<T>(path: string, body?: unknown, as = cookie) {
    const answer = await h.request(`http://${label.host}/v1/domains${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      cookie: as,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return { status: answer.status, body: (await answer.json()) as T };
  }
  /** So many domains; each may be something of its own. */
  let made = 0;
  const domains = async (many: number, more: (at: number) => Parameters<typeof h.domain>[4] = () => ({})) => {
    const ids: string[] = [];
    for (let at = 0; at < many; at += 1)
      ids.push(await h.domain(label.id, customer, `loaf${(made += 1)}.com`, [], { locked: false, ...more(at) }));
    return ids;
  };
  const preview = async (which: object, wish: object) => {
    const { status, body } = await call<BulkPreview>('/bulk/preview', { which, wish });
    assert.equal(status, 200, JSON.stringify(body));
    return body;
  };
  const start = (which: object, wish: object, seen?: string) =>
    call<BulkRun & ProblemBody>('/bulk', { which, wish, ...(seen === undefined ? {} : { seen }) });
  /** Starts it and waits for its end. */
  const done = async (which: object, wish: object) => {
    const { status, body } = await start(which, wish);
    assert.equal(status, 201, JSON.stringify(body));
    return ended(body.id);
  };
  const ended = async (id: string) => {
    await h.bff.jobs.idle(label.id);
    return (await call<BulkRun>(`/bulk/${id}`)).body;
  };
  const items = async (id: string, query = '') => (await call<BulkItems>(`/bulk/${id}/items${query}`)).body;
  return { h, label, customer, user, cookie, call, domains, preview, start, done, ended, items };
}
