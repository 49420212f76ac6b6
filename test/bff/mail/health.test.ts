import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { and, eq } from 'drizzle-orm';
import { dnsRrsets } from '../../../bff/domains/schema.ts';
import type { Preview, ZoneAnswer } from '../../../bff/domains/answers.ts';
import type { RRset } from '../../../bff/domains/records.ts';
import type { MailCheckId, MailDomainList, MailHealth } from '../../../bff/mail/health/answers.ts';
import type { AskedType, Resolver } from '../../../bff/platform/resolver/port.ts';
import { ResolverError } from '../../../bff/platform/resolver/port.ts';
import { plainText } from '../../../bff/domains/rules-text.ts';
import { mailWorld, type MailWorld } from './world.ts';

/** The public DNS: what our own zone says, and what is put over it. */
const over = new Map<string, readonly string[]>();
let silent = false;
const resolver: Resolver = {
  async records(name: string, type: AskedType) {
    if (silent) throw new ResolverError();
    const said = over.get(`${name} ${type}`);
    if (said) return said;
    const zone = await w.call<ZoneAnswer>('GET', `/../domains/${w.domain}/dns`);
    const owner = name === 'loaf.example' ? '@' : name.replace(/\.loaf\.example$/, '');
    const found = zone.body.rrsets.find((rrset: RRset) => rrset.name === owner && rrset.type === type);
    return (found?.records ?? []).map((record) => (type === 'TXT' ? plainText(record) : record));
  },
  ask: async () => ({ state: 'authoritative', serial: 1 }),
};
let w: MailWorld;
before(async () => {
  w = await mailWorld({ resolver });
  // A domain has its key from its first mailbox on.
  await w.create('info');
  await w.idle();
});
after(() => w.h.close());

const health = async () => (await w.call<MailHealth>('GET', `/domains/${w.domain}/health`)).body;
const check = async (id: MailCheckId) => (await health()).checks.find((one) => one.id === id)!;
const fix = async (...checks: MailCheckId[]) => {
  const { version } = await health();
  return w.call<ZoneAnswer>('POST', `/domains/${w.domain}/fix`, { version, checks });
};

test('M5: a domain without any record of mail lacks each, and one change set mends all that can be', async () => {
  const { checks, version } = await health();
  assert.deepEqual(
    checks.map(({ id, state, code, fix: mends }) => [id, state, code, mends !== undefined]),
    [
      ['mx', 'problem', 'mx_none', true],
      ['spf', 'problem', 'spf_none', true],
      ['dkim', 'problem', 'dkim_none', true],
      ['dmarc', 'advice', 'dmarc_none', true],
      ['mta_sts', 'advice', 'mta_sts_none', false],
      ['tls_rpt', 'advice', 'tls_rpt_nobody', false],
      ['srv', 'advice', 'srv_none', true],
    ],
  );
  const seenTls = async () => (await check('tls_rpt')).code;
  over.set('loaf.example MX', ['10 mx.elsewhere.example.']);
  const elsewhere = await check('tls_rpt');
  assert.equal(elsewhere.code, 'tls_rpt_none', 'who takes mail there is not known here');
  assert.ok(!elsewhere.fix, 'so nothing leads reports to an address that may be nobody’s');
  over.set('loaf.example MX', ['10 mail.north.example.']);
  assert.equal(await seenTls(), 'tls_rpt_nobody');
  over.delete('loaf.example MX');
  const asked = { domain: w.domain, local: 'postmaster', targets: ['reports@far.example'] };
  const waits = await w.call<{ id: string }>('POST', '/forwards', asked);
  assert.equal(await seenTls(), 'tls_rpt_nobody', 'until its only target has agreed');
  assert.equal((await w.call('PATCH', `/forwards/${waits.body.id}`, { targets: ['none@loaf.example'] })).status, 200);
  assert.equal(await seenTls(), 'tls_rpt_nobody', 'it leads where nobody is');
  assert.equal((await w.call('DELETE', `/forwards/${waits.body.id}`)).status, 200);
  const wish = { domain: w.domain, local: 'postmaster', targets: ['info@loaf.example'] };
  assert.equal((await w.call('POST', '/forwards', wish)).status, 201);
  const { code, facts, fix: mends } = await check('tls_rpt');
  assert.deepEqual([code, facts], ['tls_rpt_none', { address: 'postmaster@loaf.example' }]);
  assert.ok(mends, 'reports are led only where somebody takes them');
  const all = ['mx', 'spf', 'dkim', 'dmarc', 'tls_rpt', 'srv'] as const;
  const seen = await w.call<Preview>('POST', `/domains/${w.domain}/fix/preview`, { version, checks: all });
  assert.deepEqual(seen.body.diff.map(({ name, type }) => `${name} ${type}`).sort(), [
    '@ MX',
    '@ TXT',
    '_dmarc TXT',
    '_imaps._tcp SRV',
    '_pop3s._tcp SRV',
    '_smtp._tls TXT',
    '_submissions._tcp SRV',
    'autoconfig A',
    'autoconfig AAAA',
    'autodiscover A',
    'autodiscover AAAA',
    'hc1._domainkey TXT',
  ]);
  const mended = await fix(...all);
  assert.deepEqual([mended.status, mended.body.version], [200, version + 1]);
  assert.deepEqual(
    (await health()).checks.map(({ code }) => code),
    ['mx_ok', 'spf_ok', 'dkim_ok', 'dmarc_watches', 'mta_sts_none', 'tls_rpt_ok', 'srv_ok'],
  );
  assert.deepEqual((await fix('mx')).body.fields, { checks: 'nothing_to_do' });
});

test('M5: the policy of senders that is there gets ours into it; there is never a second one', async () => {
  // Past the editor, which takes no second policy and no broken one: zones come from elsewhere, too.
  const set = (...records: string[]) =>
    w.h.store.labels.use(w.label.id, ({ db }) =>
      db
        .update(dnsRrsets)
        .set({ records: records.map((text) => `"${text}"`) })
        .where(and(eq(dnsRrsets.domainId, w.domain), eq(dnsRrsets.name, '@'), eq(dnsRrsets.type, 'TXT'))),
    );
  const texts = async () =>
    (await w.call<ZoneAnswer>('GET', `/../domains/${w.domain}/dns`)).body.rrsets
      .find((rrset: RRset) => rrset.name === '@' && rrset.type === 'TXT')!
      .records.map(plainText);
  await set('site-verification=1', 'v=spf1 include:spf.shop.example -all');
  assert.equal((await check('spf')).code, 'spf_lacks');
  await fix('spf');
  assert.deepEqual((await texts()).sort(), [
    'site-verification=1',
    'v=spf1 include:spf.shop.example include:spf.north.example -all',
  ]);
  await set('v=spf1 mx ~all', 'v=spf1 include:spf.shop.example -all', 'other');
  assert.equal((await check('spf')).code, 'spf_many');
  await fix('spf');
  assert.deepEqual(
    (await texts()).filter((text) => text.startsWith('v=spf1')),
    ['v=spf1 mx include:spf.shop.example include:spf.north.example ~all'],
  );
  await set('v=spf1 ip4:999.1.1.1 -all');
  const broken = await check('spf');
  assert.deepEqual([broken.code, broken.fix], ['spf_syntax', undefined], 'what we cannot read we do not rewrite');
});

test('M5: mail that goes elsewhere, a key of somebody else and an answer that does not come are told apart', async () => {
  over.set('loaf.example MX', ['10 mx.elsewhere.example', '20 mail.north.example']);
  assert.deepEqual([(await check('mx')).code, (await check('mx')).facts.hosts], ['mx_mixed', 'mx.elsewhere.example']);
  over.set('loaf.example MX', ['10 mx.elsewhere.example']);
  assert.equal((await check('mx')).code, 'mx_elsewhere');
  over.set('hc1._domainkey.loaf.example TXT', [`v=DKIM1; k=rsa; p=${btoa('0\u0000')}`]);
  assert.equal((await check('dkim')).code, 'dkim_differs');
  over.set('_mta-sts.loaf.example TXT', ['v=STSv1; id=20261126;']);
  assert.equal((await check('mta_sts')).code, 'mta_sts_ok');
  over.set('_dmarc.loaf.example TXT', ['v=DMARC1; p=reject', 'v=DMARC1; p=none']);
  assert.equal((await check('dmarc')).code, 'dmarc_many');
  over.clear();
  silent = true;
  assert.deepEqual(new Set((await health()).checks.map(({ state }) => state)), new Set(['unknown', 'ok']));
  silent = false;
});

test('M5: only domains that lead their mail to a plan are looked at, and what a zone was when it was seen is what is mended', async () => {
  const { items } = (await w.call<MailDomainList>('GET', '/domains')).body;
  assert.deepEqual(
    items.map(({ name }) => name),
    ['loaf.example'],
  );
  const other = await w.linked('sites.example', { mail: false });
  assert.equal((await w.call('GET', `/domains/${other}/health`)).status, 404);
  const stale = await w.call('POST', `/domains/${w.domain}/fix`, { version: 0, checks: ['dmarc'] });
  assert.equal(stale.body.code, 'version_conflict');
});

test('M5: the private key lies sealed, and is in no answer', async () => {
  const rows = await w.h.store.labels.use(w.label.id, async ({ client }) =>
    JSON.stringify((await client.execute('select * from mail_domains')).rows),
  );
  assert.match(rows, /"hc1"/);
  assert.doesNotMatch(rows, /PRIVATE KEY/);
  assert.doesNotMatch(JSON.stringify(await health()), /PRIVATE/);
});
