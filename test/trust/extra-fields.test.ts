import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { getTableColumns, isTable } from 'drizzle-orm';
import * as account from '../../bff/account/schema.ts';
import * as auth from '../../bff/auth/schema.ts';
import * as contacts from '../../bff/domains/contacts/schema.ts';
import * as dnssec from '../../bff/domains/dnssec/schema.ts';
import * as redirects from '../../bff/domains/redirects/schema.ts';
import * as registry from '../../bff/domains/registry/schema.ts';
import * as domains from '../../bff/domains/schema.ts';
import * as transfers from '../../bff/domains/transfers/schema.ts';
import type { ProblemBody } from '../../bff/http/problem.ts';
import * as jobs from '../../bff/jobs/schema.ts';
import * as policy from '../../bff/policy/schema.ts';
import * as reseller from '../../bff/reseller/schema.ts';
import { mailboxCookie } from '../../bff/mail/self/cookie.ts';
import { needsStepUp } from '../../bff/policy/actions.ts';
import { randomSecret } from '../../bff/store/hash.ts';
import { harness, webmailKey, type Harness } from '../bff/harness.ts';
import { contentsOf } from './contents.ts';
import { bodyFor, pathFor, person, routes, type Person } from './two-customers.ts';

const schemas = {
  account,
  auth,
  contacts,
  dnssec,
  domains,
  jobs,
  policy,
  redirects,
  registry,
  reseller,
  transfers,
};
/** Every column of a label's database, as the program and as the table names it. */
const columns = [
  ...new Set(
    Object.values(schemas)
      .flatMap((schema) => Object.values(schema as object))
      .filter((value) => isTable(value))
      .flatMap((table) => Object.entries(getTableColumns(table)).flatMap(([key, { name }]) => [key, name])),
  ),
];

let h: Harness;
let mine: Person;
before(async () => {
  h = await harness();
  mine = await person(h, await h.label('north'), 'Loaf');
});
after(() => h.close());

interface Schema {
  readonly entries?: Readonly<Record<string, Schema>>;
  readonly options?: readonly Schema[];
  readonly item?: Schema;
}
const fieldsOf = ({ entries, options }: Schema): string[] =>
  entries ? Object.keys(entries) : (options ?? []).flatMap(fieldsOf);

interface Place {
  /** Fields that belong there. */
  readonly own: readonly string[];
  readonly put: (name: string, value: string) => object;
}

/** Where in a body a field may be added: in the body itself, and in the objects of a list in it. */
function placesIn(body: object, schema: Schema): Place[] {
  const places: Place[] = [{ own: fieldsOf(schema), put: (name, value) => ({ ...body, [name]: value }) }];
  for (const [key, list] of Object.entries(body))
    if (Array.isArray(list) && typeof list[0] === 'object')
      for (const at of list.keys())
        places.push({
          own: fieldsOf(schema.entries![key]!.item!),
          put: (name, value) => ({ ...body, [key]: list.with(at, { ...list[at], [name]: value }) }),
        });
  return places;
}

test('TR4: no column of any table can be set by an extra field, on any route', async () => {
  assert.ok(columns.length > 90 && columns.includes('customer_id') && columns.includes('zoneVersion'));
  let tried = 0;
  for (const { method, path, name, info } of routes(h).filter((route) => route.info.json)) {
    // What needs a proof of identity has one, so that nothing but the field stands in the way.
    if ('action' in info.guard && needsStepUp(info.guard.action)) {
      const object = path.includes(':id') ? pathFor(path, mine).split('/')[3]! : mine.user;
      const proved = await h.stepUp(mine.label, mine.cookie, { action: info.guard.action, object });
      mine = { ...mine, cookie: `${proved}; ${mailboxCookie}=${mine.mailboxToken}` };
    }
    const ask = (body: object) =>
      path === '/v1/embed_sessions'
        ? h.mint(mine.label, body)
        : path.startsWith('/v1/mail/webmail/')
          ? h.request(`http://hc.test${path}`, { method, token: webmailKey, origin: null, body: JSON.stringify(body) })
          : h.request(`http://${mine.label.host}${pathFor(path, mine)}`, {
              method,
              cookie: mine.cookie,
              body: JSON.stringify(body),
            });
    const body = await bodyFor(name, mine);
    const before = await contentsOf(h.store, mine.label.id);
    for (const { own, put } of placesIn(body, info.json as Schema))
      for (const column of columns.filter((one) => !own.includes(one))) {
        tried += 1;
        const answer = await ask(put(column, randomSecret()));
        const problem = (await answer.json()) as ProblemBody;
        assert.equal(answer.status, 422, `${name} with ${column}`);
        assert.ok(problem.fields, `${name} with ${column}`);
      }
    assert.deepEqual(await contentsOf(h.store, mine.label.id), before, `${name} wrote something`);
  }
  assert.ok(tried > 700, `${tried} fields were tried`);
});
