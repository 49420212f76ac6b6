import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { Me } from '../../../bff/account/answers.ts';
import type { DomainPage, ZoneAnswer } from '../../../bff/domains/answers.ts';
import { gateWorld } from './gate-world.ts';

const { h, mine, guarded, ask, withSettings } = await gateWorld();
after(() => h.close());

test('L3: me says what is not allowed with the code why, and in words where the label gives them', async () => {
  const read = async (cookie: string) =>
    (await (await h.request(`http://${mine.label.host}/v1/me`, { cookie })).json()) as Me;
  const policy = {
    hiddenTabs: ['mail' as const],
    disabledActions: { 'domains.lock.edit': { reason: 'Call us to unlock.' }, 'domains.privacy.edit': {} },
  };
  await withSettings({ policy }, async () => {
    const { denied, tabs: open } = await read(mine.owner);
    assert.deepEqual(denied['mail.mailbox.create'], { code: 'tab_disabled' });
    assert.deepEqual(denied['domains.lock.edit'], { code: 'action_disabled', reason: 'Call us to unlock.' });
    assert.deepEqual(denied['domains.privacy.edit'], { code: 'action_disabled' });
    assert.equal(denied['domains.dns.edit'], undefined);
    assert.ok(!open.includes('mail') && open.includes('domains'));
  });
  assert.deepEqual((await read(mine.billing)).denied['domains.dns.edit'], { code: 'role_forbidden' });
});

test('L3: a read-only customer is told why, in his language, on every action', async () => {
  await h.store.labels.use(mine.label.id, ({ client }) =>
    client.execute({ sql: 'update customers set manageable = 0 where id = ?', args: [mine.customer] }),
  );
  try {
    const me = (await (await h.request(`http://${mine.label.host}/v1/me`, { cookie: mine.owner })).json()) as Me;
    assert.equal(me.denied['domains.dns.edit']?.code, 'suspended');
    assert.ok(me.denied['domains.dns.edit']?.reason);
    assert.equal(me.denied['account.session.revoke'], undefined, 'his own safety stays his');
    const edit = guarded().find(({ path, method }) => path === '/v1/domains/:id/dns' && method === 'POST')!;
    const { status, problem } = await ask(edit, mine, { cookie: mine.owner });
    assert.deepEqual(
      [status, problem?.code, problem?.reason],
      [403, 'suspended', me.denied['domains.dns.edit']?.reason],
    );
  } finally {
    await h.store.labels.use(mine.label.id, ({ client }) =>
      client.execute({ sql: 'update customers set manageable = 1 where id = ?', args: [mine.customer] }),
    );
  }
});

test('L3: every object carries what its state forbids, with code and words', async () => {
  const states = { failed: 'state_forbids', pending_create: 'state_forbids' } as const;
  for (const [state, code] of Object.entries(states)) {
    const id = await h.domain(mine.label.id, mine.customer, `${state.replace('_', '')}.example`, [], {
      state: state as 'failed',
    });
    const page = (await (
      await h.request(`http://${mine.label.host}/v1/domains?q=${state.replace('_', '')}`, { cookie: mine.owner })
    ).json()) as DomainPage;
    const refusal = page.items.find((item) => item.id === id)!.denied['domains.dns.edit'];
    assert.equal(refusal?.code, code);
    const zone = (await (
      await h.request(`http://${mine.label.host}/v1/domains/${id}/dns`, { cookie: mine.owner })
    ).json()) as ZoneAnswer;
    assert.deepEqual(zone.denied['domains.dns.edit'], refusal);
  }
});
