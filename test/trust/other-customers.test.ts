import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { toJsonSchema } from '@valibot/to-json-schema';
import { idKinds } from '../../bff/store/ids.ts';
import { harness, type Harness } from '../bff/harness.ts';
import { contentsOf } from './contents.ts';
import { bodyFor, pathFor, person, routes, type Person } from './two-customers.ts';

let h: Harness;
let mine: Person;
let other: Person;
let foreign: Person;
before(async () => {
  h = await harness();
  const north = await h.label('north');
  mine = await person(h, north, 'Loaf');
  other = await person(h, north, 'Bread');
  foreign = await person(h, await h.label('south'), 'Crumb');
});
after(() => h.close());

const contents = async () => [await contentsOf(h.store, mine.label.id), await contentsOf(h.store, foreign.label.id)];
const madeUp = (id: string) => (id.includes('_') ? `${id.slice(0, 4)}${crypto.randomUUID()}` : crypto.randomUUID());

interface Swap {
  /** What a person has that could stand there. */
  readonly ids: (of: Person) => string;
  /** Asks with an id in that place and all else as it should be. */
  readonly ask: (id: string) => Promise<Response>;
  /** Who chooses among all customers of his label can only be wrong about another label. */
  readonly wholeLabel?: true;
}

/** All ids that a client may name in a path, with the request around it. */
function pathSwaps(): Map<string, Swap> {
  const swaps = new Map<string, Swap>();
  for (const { method, path, name, info } of routes(h).filter((route) => /[:]/.test(route.path))) {
    // Scripts, and names of domains, services and addresses that anybody asks for, without a session: nobody's objects.
    if (/^\/(?:embed\/v1\/:file|v2\/|ca\/connect\/|ca\/mail\/:address)/.test(path)) continue;
    assert.deepEqual(path.match(/:\w+/g), [':id'], `${path} has an id without a case`);
    swaps.set(`${name} :id`, {
      ids: (of) => pathFor(path, of).split('/')[path.split('/').indexOf(':id')]!,
      ask: async (id) =>
        h.request(`http://${mine.label.host}${path.replace(':id', id)}`, {
          method,
          cookie: mine.cookie,
          headers: { 'idempotency-key': crypto.randomUUID() },
          ...(info.json ? { body: JSON.stringify(await bodyFor(name, mine)) } : {}),
        }),
    });
  }
  return swaps;
}

const inBody = async (path: string, body: object) => {
  const given = { ...(await bodyFor(`POST ${path}`, mine)), ...body };
  return h.request(`http://${mine.label.host}${path.replace(':id', mine.domain)}`, {
    method: 'POST',
    cookie: mine.cookie,
    body: JSON.stringify(given),
  });
};
const bodySwaps: Readonly<Record<string, Swap>> = {
  'POST /v1/auth/step_up object': { ids: ({ user }) => user, ask: (object) => inBody('/v1/auth/step_up', { object }) },
  'POST /v1/auth/step_up session': {
    ids: ({ page }) => page,
    ask: (session) => inBody('/v1/auth/step_up', { session }),
  },
  'POST /v1/embed_sessions customer': {
    ids: ({ customer }) => customer,
    ask: async (customer) => h.mint(mine.label, { customer }),
    wholeLabel: true,
  },
  'POST /v1/embed_sessions external_id': {
    ids: ({ login }) => login,
    ask: async (external_id) => h.mint(mine.label, { external_id }),
    wholeLabel: true,
  },
  'POST /v1/domains/:id/hosting subscription': {
    ids: ({ plan }) => plan,
    ask: (subscription) => inBody(`/v1/domains/:id/hosting`, { subscription }),
  },
  'POST /v1/domains/:id/hosting/preview subscription': {
    ids: ({ plan }) => plan,
    ask: (subscription) => inBody(`/v1/domains/:id/hosting/preview`, { subscription }),
  },
  'POST /v1/mail/mailboxes domain': {
    ids: ({ domain }) => domain,
    ask: (domain) => inBody('/v1/mail/mailboxes', { domain }),
  },
  ...Object.fromEntries(
    ['', '/preview', '/catch_all'].map((path) => [
      `POST /v1/mail/forwards${path} domain`,
      { ids: ({ domain }: Person) => domain, ask: (domain: string) => inBody(`/v1/mail/forwards${path}`, { domain }) },
    ]),
  ),
  'GET /v1/mail/forwards domain': {
    ids: ({ domain }) => domain,
    ask: async (domain) =>
      h.request(`http://${mine.label.host}/v1/mail/forwards?domain=${domain}`, { cookie: mine.cookie }),
  },
  'GET /v1/mail/mailboxes domain': {
    ids: ({ domain }) => domain,
    ask: async (domain) =>
      h.request(`http://${mine.label.host}/v1/mail/mailboxes?domain=${domain}`, { cookie: mine.cookie }),
  },
  'POST /v1/domains/bulk domains': {
    ids: ({ domain }) => domain,
    ask: (domain) => inBody('/v1/domains/bulk', { which: { domains: [domain] } }),
  },
  'POST /v1/domains/bulk/preview domains': {
    ids: ({ domain }) => domain,
    ask: (domain) => inBody('/v1/domains/bulk/preview', { which: { domains: [domain] } }),
  },
};

// A publishable key names a label, in public: the origin decides who may use it (S7).
const names = [...idKinds.filter((kind) => kind !== 'key'), 'object'];
const namesObject = (field: string) =>
  /(^|[_-])ids?$|[a-z]Ids?$/.test(field) || names.some((name) => field === name || field === `${name}s`);

/** Names of all fields below a schema that hold texts or lists of texts, through objects, arrays and choices. */
function textFields(schema: unknown): string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  const properties = 'properties' in schema ? Object.entries(schema.properties as object) : [];
  const texts = properties.filter(([, inner]) => !JSON.stringify(inner).includes('"properties"'));
  return [...texts.map(([name]) => name), ...Object.values(schema).flatMap(textFields)];
}

test('TR2: every field of an input that could name an object has a case', () => {
  const found = new Set<string>();
  for (const { name, info } of routes(h))
    for (const schema of [info.json, info.query].filter((one) => one !== undefined))
      for (const field of textFields(toJsonSchema(schema, { typeMode: 'input', errorMode: 'ignore' })))
        if (namesObject(field)) found.add(`${name} ${field}`);
  assert.deepEqual([...found].sort(), Object.keys(bodySwaps).sort());
});

test('TR2: an id of someone else, in whatever place, answers as one that is made up, and changes nothing', async () => {
  const swaps = [...pathSwaps(), ...Object.entries(bodySwaps)];
  assert.ok(swaps.length > 8);
  for (const [name, { ids, ask, wholeLabel }] of swaps) {
    const before = await contents();
    const bytes = async (id: string) => {
      const answer = await ask(id);
      const { requestId, ...problem } = (await answer.json()) as { requestId: string };
      assert.ok(requestId);
      return [answer.status, answer.headers.get('content-type'), JSON.stringify(problem).replaceAll(id, '<id>')];
    };
    const nothing = await bytes(madeUp(ids(mine)));
    assert.equal(nothing[0], 404, name);
    if (!wholeLabel) assert.deepEqual(await bytes(ids(other)), nothing, `${name} of another customer`);
    assert.deepEqual(await bytes(ids(foreign)), nothing, `${name} of another label`);
    assert.deepEqual(await contents(), before, `${name} changed something`);
  }
});

test('TR2: with the own id the same requests find what they name', async () => {
  for (const [name, { ids, ask }] of [...pathSwaps(), ...Object.entries(bodySwaps)])
    assert.notEqual((await ask(ids(mine))).status, 404, name);
});
