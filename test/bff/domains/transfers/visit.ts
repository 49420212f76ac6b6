import { after, before, beforeEach } from 'node:test';
import type { DomainDetail } from '../../../../bff/domains/answers.ts';
import type { Transfer, TransferChecked } from '../../../../bff/domains/transfers/answers.ts';
import { readNotices } from '../../../../bff/domains/transfers/notices.ts';
import type { ProblemBody } from '../../../../bff/http/problem.ts';
import { memoryRegistrar } from '../../../../bff/platform/registrar/memory.ts';
import { RegistrarError, type KnownDomain, type RegistrarPort } from '../../../../bff/platform/registrar/port.ts';
import { memoryResolver } from '../../../../bff/platform/resolver/memory.ts';
import { harness, passwords, type Harness, type TestLabel } from '../../harness.ts';

const noon = Date.parse('2026-11-25T12:00:00Z');
const day = 86_400_000;
const code = 'Kx7!mnopQRst2345';

/** A registry with other registrars, and a customer who is signed in when a test begins. */
export function moving() {
  const registrar = memoryRegistrar(() => here.now);
  /** What was asked of the registry, in order. */
  const asked: string[] = [];
  const watched: RegistrarPort = {
    ...registrar,
    async askFor(name, secret, call) {
      if (here.away) throw new RegistrarError('unreachable', 'no answer');
      asked.push(name);
      return registrar.askFor(name, secret, call);
    },
  };
  const here = {
    h: undefined as unknown as Harness,
    label: undefined as unknown as TestLabel,
    cookie: '',
    now: noon,
    /** The registry does not answer who asks for a domain. */
    away: false,
  };
  let customer: string;
  let n = 0;
  before(async () => {
    here.h = await harness({
      now: () => here.now,
      registrar: watched,
      resolver: memoryResolver({
        'copied.nl A': ['192.0.2.7'],
        'copied.nl MX': ['10 mail.copied.nl'],
        'copied.nl TXT': ['v=spf1 mx -all'],
        'www.copied.nl CNAME': ['copied.nl'],
      }),
    });
    here.label = await here.h.label('north');
    customer = await here.h.customer(here.label.id, 'Loaf');
    await here.h.user(here.label.id, customer, 'Marieke');
  });
  beforeEach(async () => {
    here.now = noon;
    here.cookie = await here.h.signIn(here.label, 'marieke', passwords.owner);
  });
  after(() => here.h.close());

  async function call<T>(method: string, path: string, body?: object, as = { label: here.label, cookie: here.cookie }) {
    const answer = await here.h.request(`http://${as.label.host}/v1/domains${path}`, {
      method,
      cookie: as.cookie,
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    return { status: answer.status, body: (await answer.json()) as T & ProblemBody };
  }
  const check = (name: string) => call<TransferChecked>('POST', '/transfers/check', { name });
  const start = (name: string, more = {}) =>
    call<Transfer>('POST', '/transfers', { name, code, nameServers: 'keep', ...more });
  const look = async (id: string) => (await call<Transfer>('GET', `/${id}/transfer`)).body;
  const detail = async (id: string) => (await call<DomainDetail>('GET', `/${id}`)).body;

  /** Each look may write the next job. */
  async function settle() {
    await readNotices({
      registrar: watched,
      ...here.h.store,
      now: () => here.now,
      wake: (id) => here.h.bff.jobs.wake(id),
      report: () => {},
    });
    for (let round = 0; round < 3; round += 1) {
      here.h.bff.jobs.wake(here.label.id);
      await here.h.bff.jobs.idle(here.label.id);
    }
  }

  async function elsewhere(tld = 'com', more: Partial<KnownDomain> = {}, name = `from${(n += 1)}.${tld}`) {
    await registrar.others.register(
      {
        name,
        registeredOn: '2020-03-14',
        expiresOn: '2027-03-14',
        nameServers: ['ns1.old.example', 'ns2.old.example'],
        locked: tld === 'com' ? false : null,
        privacy: tld === 'com' ? false : null,
        hosts: [],
        ...more,
      },
      code,
    );
    return name;
  }
  async function own(tld = 'com') {
    const name = `own${(n += 1)}.${tld}`;
    const id = await here.h.domain(here.label.id, customer, name, [], { locked: tld === 'com' ? false : null });
    await registrar.adopt([
      {
        name,
        registeredOn: '2020-03-14',
        expiresOn: '2027-03-14',
        nameServers: ['ns1.north.example', 'ns2.north.example'],
        locked: tld === 'com' ? false : null,
        privacy: tld === 'com' ? false : null,
        hosts: [],
      },
    ]);
    return { id, name };
  }
  /** One of ours that another registrar asks for. */
  async function askedAway() {
    const one = await own();
    await registrar.others.askFor(one.name, await registrar.authCode(one.name));
    await settle();
    return one;
  }

  return Object.assign(here, {
    ...{ asked, askedAway, call, check, code, day, detail, elsewhere, look, own, registrar, settle, start },
  });
}
