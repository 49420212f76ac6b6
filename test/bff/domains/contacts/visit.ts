import assert from 'node:assert/strict';
import { after, before, beforeEach } from 'node:test';
import type { Plan, Profile } from '../../../../bff/domains/contacts/answers.ts';
import type { Contact, Extra } from '../../../../bff/domains/contacts/input.ts';
import type { ProblemBody } from '../../../../bff/http/problem.ts';
import { memoryRegistrar } from '../../../../bff/platform/registrar/memory.ts';
import type { RegistrarError, RegistrarPort } from '../../../../bff/platform/registrar/port.ts';
import { harness, passwords, type Harness, type TestLabel } from '../../harness.ts';

/** A registry, and for each test a customer of his own who is signed in. */
export function contacts() {
  const inner = memoryRegistrar(() => here.now);
  const registrar: RegistrarPort = {
    ...inner,
    async setRegistrant(name, contact, call) {
      here.told.push(name);
      await here.hangs;
      if (here.down) throw here.down;
      return inner.setRegistrant(name, contact, call);
    },
  };
  const here = {
    registrar,
    h: undefined as unknown as Harness,
    label: undefined as unknown as TestLabel,
    customer: '',
    cookie: '',
    /** In the names of this test's customer and domains. */
    n: 0,
    now: Date.now(),
    /** What the registry answers to whoever tells it of a registrant. */
    down: undefined as RegistrarError | undefined,
    /** The registry answers when this does. */
    hangs: undefined as Promise<void> | undefined,
    /** Domains whose registry was told. */
    told: [] as string[],
  };
  before(async () => {
    here.h = await harness({ registrar, now: () => here.now });
    here.label = await here.h.label('north');
  });
  beforeEach(async () => {
    const n = (here.n += 1);
    here.down = undefined;
    here.told.length = here.h.mails.length = 0;
    here.customer = await here.h.customer(here.label.id, `Loaf${n}`);
    await here.h.user(here.label.id, here.customer, `Marieke${n}`);
    here.cookie = await here.h.signIn(here.label, `marieke${n}`, passwords.owner);
  });
  after(() => here.h.close());

  const domain = (tld: string, more = {}) =>
    here.h.domain(here.label.id, here.customer, `loaf${here.n}.${tld}`, [], more);
  async function call<T>(method: string, path: string, body?: unknown, as: string | undefined = here.cookie) {
    const answer = await here.h.request(`http://${here.label.host}/v1/${path}`, {
      method,
      ...(as ? { cookie: as } : {}),
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return { status: answer.status, body: (await answer.json()) as T };
  }
  const profile = async () => (await call<Profile>('GET', 'account/profile')).body;
  const preview = async (contact: Contact, extra: Extra = {}) => {
    const { version } = await profile();
    return call<Plan & ProblemBody>('POST', 'account/profile/preview', { version, contact, extra });
  };
  /** Saves as the person does who looked at what it does. */
  async function save(contact: Contact, extra: Extra = {}): Promise<Plan> {
    const { body: plan } = await preview(contact, extra);
    const { version } = await profile();
    const saved = await call<Profile>('POST', 'account/profile', { version, contact, extra, seen: plan.seen });
    assert.equal(saved.status, 200, JSON.stringify(saved.body));
    await here.h.bff.jobs.idle(here.label.id);
    return plan;
  }
  const states = async () =>
    Object.fromEntries((await profile()).domains.map(({ tld, state, code }) => [tld, code ?? state]));
  const tokens = () => here.h.mails.map(({ to, text }) => ({ to, token: /registrant#([\w-]+)/.exec(text)![1]! }));
  const registered = async (tld: string) => registrar.registrant(`loaf${here.n}.${tld}`);
  const idle = () => here.h.bff.jobs.idle(here.label.id);
  return Object.assign(here, { domain, call, profile, preview, save, states, tokens, registered, idle });
}

export const plans = ({ items }: Plan) => Object.fromEntries(items.map(({ tld, state, code }) => [tld, code ?? state]));
