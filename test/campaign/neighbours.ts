import { fork } from 'node:child_process';
import { Agent, request } from 'node:http';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { setTimeout as pause } from 'node:timers/promises';
import { hashPassword } from 'better-auth/crypto';
import { addCustomer, addUser } from '../../bff/account/admin.ts';
import { addDomain } from '../../bff/domains/admin.ts';
import { fileDatabases } from '../../bff/store/open.ts';
import { openStore } from '../../bff/store/start.ts';
import { freePorts, startBff } from '../bff/process.ts';
import { scratch } from '../bff/store/files.ts';
import { visitor } from '../trust/visitor.ts';
import type { Loud } from './loud.process.ts';
import type { Campaign } from './run.ts';

/** Customers of each label: a limit counts for one, and the label as a whole shall be loud. */
const many = 50;
const password = 'owner of loaf bread';
/** What the quiet label is asked, a second: lists, and now and then somebody signs in. */
const lists = 50;
const signIns = 1;

/** What the slowest of 100 may take beside a loud label, in ms. */
const limits = { list: 200, 'sign-in': 1000 };

type Times = Record<'list' | 'sign-in', number[]>;
const percentile = (values: readonly number[], of: number) =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * of))]!;

async function world() {
  const data = scratch();
  const ports = await freePorts();
  const store = await openStore(fileDatabases(data));
  const passwordHash = await hashPassword(password);
  const labelled = async (name: string) => {
    const id = await store.addLabel({ resellerId: await store.control.addReseller(name), name });
    const host = `${name}.localhost:${ports.HC_PORT}`;
    await store.control.addHost(id, host);
    const origin = `https://www.${name}.example`;
    await store.control.addOrigin(id, origin);
    const { key: secretKey } = await store.control.addKey(id, 'secret', true);
    const customers = await store.labels.use(id, async (label) => {
      const ids: string[] = [];
      for (let at = 0; at < many; at += 1) {
        const { id: customerId } = await addCustomer(label.db, { name: `Loaf ${at}` });
        const person = { name: 'Marieke', email: `m${at}@${name}.example`, role: 'owner' as const, passwordHash };
        await addUser(label.db, { customerId, ...person });
        const domain = { customerId, name: `${name}-${at}.example`, expiresOn: '2027-03-14' };
        await addDomain(label, store.claims, domain);
        ids.push(customerId);
      }
      return ids;
    });
    return { host, label: { id, secretKey, origins: [origin] }, customers };
  };
  const [loud, quiet] = [await labelled('loud'), await labelled('quiet')];
  await store.close();
  const served = await startBff({ ...ports, HC_DATA: data, HC_DEMO: '0', HC_PROXIES: '1' });
  const people = async ({ label, customers }: typeof loud) =>
    Promise.all(customers.map((customer) => visitor(served.url, label, customer)));
  return { served, loud, quiet, people };
}

type World = Awaited<ReturnType<typeof world>>;
let address = 0;
/** As from another network each time. */
const anotherNetwork = () => `198.18.${(address += 1) >> 8}.${address & 255}`;
const signInBody = (email: string, text: string) => JSON.stringify({ login: email, password: text });
const signInHeaders = (host: string) => ({
  host,
  origin: `http://${host}`,
  'content-type': 'application/json',
  'x-forwarded-for': anotherNetwork(),
});

/** How the quiet label is answered, for so many seconds; each request is sent at its time, however long others take. */
async function asked(
  url: string,
  quiet: World['quiet'],
  people: Awaited<ReturnType<World['people']>>,
  seconds: number,
) {
  const agent = new Agent({ keepAlive: true });
  const times: Times = { list: [], 'sign-in': [] };
  const { host, hostname, port } = new URL(url);
  const send = (what: keyof Times, path: string, headers: Record<string, string>, body?: string) =>
    new Promise<void>((resolve, reject) => {
      const began = performance.now();
      const method = body === undefined ? 'GET' : 'POST';
      const sent = request({ hostname, port, path, method, headers, agent }, (answer) => {
        answer.resume().once('end', () => {
          times[what].push(performance.now() - began);
          if (answer.statusCode === 200) resolve();
          else reject(new Error(`${what} of the quiet label: ${answer.statusCode}`));
        });
      });
      sent.once('error', reject).end(body);
    });
  const under: Promise<void>[] = [];
  const began = performance.now();
  for (let at = 0; at < seconds * lists; at += 1) {
    await pause(Math.max(0, began + (at * 1000) / lists - performance.now()));
    const { token, origin } = people[at % people.length]!;
    under.push(send('list', '/v1/domains', { host, authorization: `Bearer ${token}`, origin }));
    if (at % (lists / signIns) === 0)
      under.push(
        send(
          'sign-in',
          '/v1/auth/sign_in',
          signInHeaders(quiet.host),
          signInBody(`m${at % many}@quiet.example`, password),
        ),
      );
  }
  await Promise.all(under);
  agent.destroy();
  return times;
}

/** What one label does to the others: each is a way to be loud. */
async function ways({ loud, people }: World): Promise<Record<string, Omit<Loud, 'url'>>> {
  const list = ({ token, origin }: Awaited<ReturnType<typeof people>>[number]) => ({
    method: 'GET' as const,
    path: '/v1/domains',
    headers: { authorization: `Bearer ${token}`, origin },
  });
  const all = await people(loud);
  const tries = loud.customers.map((_, at) => ({
    method: 'POST' as const,
    path: '/v1/auth/sign_in',
    headers: signInHeaders(loud.host),
    body: signInBody(`m${at}@loud.example`, 'the same guess for all'),
  }));
  return {
    'one customer hammers': { connections: 16, requests: [list(all[0]!)] },
    'all its customers hammer': { connections: 16, requests: all.map(list) },
    'a password is sprayed over its accounts': { connections: 64, requests: tries },
  };
}

const loudProcess = fileURLToPath(new URL('loud.process.ts', import.meta.url));

/** How one label is answered alone and beside another that is as loud as it can, in turn, so many rounds. */
export const campaign: Campaign = async ({ n = 3 }) => {
  const here = await world();
  const { url } = here.served;
  const people = await here.people(here.quiet);
  let wrong = 0;
  for (const [way, how] of Object.entries(await ways(here))) {
    const times: Record<'alone' | 'beside', Times> = {
      alone: { list: [], 'sign-in': [] },
      beside: { list: [], 'sign-in': [] },
    };
    let answers: unknown;
    for (let round = 0; round < n; round += 1)
      for (const side of ['alone', 'beside'] as const) {
        const child = side === 'beside' ? fork(loudProcess, { execArgv: [] }) : undefined;
        child?.send({ ...how, url } satisfies Loud);
        if (child) await pause(1000);
        const found = await asked(url, here.quiet, people, 8);
        for (const what of ['list', 'sign-in'] as const) times[side][what].push(...found[what]);
        child?.send('stop');
        if (!child) continue;
        [answers] = await once(child, 'message');
        // What still waits in line is not asked for by those who are measured next.
        await pause(3000);
      }
    console.log(`${way}: ${JSON.stringify(answers)}`);
    for (const [what, most] of Object.entries(limits) as [keyof Times, number][]) {
      const of = (side: 'alone' | 'beside', share: number) => percentile(times[side][what], share);
      const p99 = of('beside', 0.99);
      const ratio = p99 / of('alone', 0.99);
      const figures = [0.5, 0.99].map(
        (share) => `${of('alone', share).toFixed(1)} and ${of('beside', share).toFixed(1)}`,
      );
      console.log(`  ${what}: median ${figures[0]} ms, p99 ${figures[1]} ms (${ratio.toFixed(1)} times)`);
      if (p99 > most) wrong += 1;
    }
  }
  await here.served.kill('SIGTERM');
  if (wrong) process.exit(1);
};
