import assert from 'node:assert/strict';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { freePort } from '../../../bff/demo/platform/free-port.ts';
import { startRoundcube, type Roundcube } from '../../../bff/demo/platform/mail/roundcube.ts';
import { listen } from '../../../bff/http/listen.node.ts';
import type { WebmailLink, WebmailSession } from '../../../bff/mail/webmail/answers.ts';
import { postfixDovecot } from '../../../bff/platform/mail/postfix-dovecot.ts';
import { webmailKey } from '../../bff/harness.ts';
import { useBrowser } from '../../e2e/browser.ts';
import { mailWorld, type MailWorld } from '../../bff/mail/world.ts';
import { filesBelow } from './files.ts';
import { lackingMail, realMail, type RealSubject } from './real.ts';
import { until } from './samples.ts';
import { visitor, type Visitor } from './visitor.ts';

describe('a real Roundcube on Dovecot and Postfix', { skip: lackingMail() }, () => {
  const dir = mkdtempSync(join(tmpdir(), 'hc-roundcube-'));
  let real: RealSubject;
  let roundcube: Roundcube;
  let w: MailWorld;
  let close: () => Promise<void>;
  let serve: () => Promise<() => Promise<void>>;
  /** Of sessions: as Roundcube was told them. */
  const passwords: string[] = [];
  /** Whether Roundcube is told such as the mail server does not take. */
  let wrongPasswords = false;
  const { visit } = useBrowser();
  before(async () => {
    chmodSync(dir, 0o755);
    real = await realMail();
    const { servers } = real;
    const [bffPort, port] = [await freePort(), await freePort()];
    const url = `http://127.0.0.1:${bffPort}`;
    roundcube = await startRoundcube({
      ...{ dir, port, hosts: servers.hosts, certificate: join(servers.dir, 'tls.crt') },
      hc: { url, key: webmailKey },
    });
    const mail = postfixDovecot({
      database: servers.database,
      doveadm: { url: servers.doveadmUrl, key: servers.doveadmKey },
      hosts: servers.hosts,
      webmail: roundcube.url,
    });
    w = await mailWorld({ mail, now: Date.now, url });
    serve = () =>
      listen(async (request) => {
        const answer = await w.h.bff.app.fetch(request);
        if (!answer.ok || !request.url.endsWith('/redeem')) return answer;
        const session = (await answer.json()) as WebmailSession;
        passwords.push(session.password);
        return Response.json(wrongPasswords ? { ...session, password: 'another' } : session);
      }, bffPort);
    close = await serve();
  });
  after(async () => {
    await close?.();
    await w?.h.close();
    await roundcube?.stop();
    await real?.stop();
    rmSync(dir, { recursive: true, force: true });
  });

  /** What was given to a browser, and is not to be found afterwards. */
  const tokens: string[] = [];
  async function link(id: string): Promise<string> {
    const { status, body } = await w.call<WebmailLink>('POST', `/mailboxes/${id}/webmail`);
    assert.equal(status, 201, JSON.stringify(body));
    const [page, token] = body.url!.split('#');
    assert.equal(page, roundcube.url);
    tokens.push(token!);
    return token!;
  }
  async function mailboxOf(local: string) {
    const { id, address } = await w.create(local, { name: 'Loaf' });
    await w.idle();
    return { id, address };
  }
  const opened = async (id: string): Promise<Visitor & { readonly word: string }> => {
    const person = visitor(roundcube.url);
    const { text } = await person.post('?hc=open', { token: await link(id) });
    const [, word] = /"request_token":"(\w+)"/.exec(text) ?? assert.fail(text.slice(0, 2000));
    return { ...person, word: word! };
  };
  const list = async ({ get, word }: Visitor & { readonly word: string }) =>
    (await get('?_task=mail&_action=list&_mbox=INBOX&_remote=1', { 'x-roundcube-request': word })).text;
  const letter = async (to: string, subject: string) =>
    assert.match(await real.deliver({ from: 'guest@people.example', to: [to], subject, text: 'Two loaves.' }), /^250/);

  test('M2: webmail opens by a single-use link, for the mailbox’s owner only', async (t) => {
    const { id, address } = await mailboxOf('orders');
    await letter(address, 'Saturday');
    const { page, said } = await visit();
    const token = await link(id);
    const began = performance.now();
    await page.goto(`${roundcube.url}#${token}`);
    await page.locator('#messagelist').getByText('Saturday').waitFor();
    t.diagnostic(`the inbox is drawn ${Math.round(performance.now() - began)} ms after the link was followed`);
    assert.ok(!page.url().includes(token));
    assert.deepEqual(
      said.filter((line) => /error|uncaught|Content Security/i.test(line)),
      [],
    );
    // Nor does going back, nor anybody else's browser, open it once more.
    const other = visitor(roundcube.url);
    const again = await other.post('?hc=open', { token });
    assert.match(again.text, /has been used, or is too old/);
    assert.ok(!(await other.get('?_task=mail')).text.includes('messagelist'));
    await page.reload();
    await page.locator('#messagelist').getByText('Saturday').waitFor();
    const form = await other.get('?hc=open');
    assert.equal(form.response.headers.get('referrer-policy'), 'no-referrer');
    assert.match(form.response.headers.get('content-security-policy')!, /default-src 'none'; script-src 'sha256-/);
  });

  test('M2: who opened a mailbox in the webmail reads it alone, and sends in its name through submission', async () => {
    const [mine, other] = [await mailboxOf('mine'), await mailboxOf('other')];
    await letter(mine.address, 'for me');
    await letter(other.address, 'for somebody else');
    const person = await opened(mine.id);
    const inbox = await list(person);
    assert.match(inbox, /for me/);
    assert.ok(!inbox.includes('for somebody else'));
    const { text } = await person.get('?_task=mail&_action=compose');
    const [, message] = /name="_id" value="(\w+)"/.exec(text)!;
    const [, identity, name] = /<option value="(\d+)"[^>]*>([^<]*)</.exec(text.slice(text.indexOf('name="_from"')))!;
    assert.match(name!, /Loaf &lt;mine@/);
    const sent = await person.post('?_task=mail&_action=send', {
      ...{ _token: person.word, _task: 'mail', _action: 'send', _id: message!, _framed: '1', _from: identity! },
      ...{ _to: 'guest@people.example', _subject: 'Your order', _message: 'On Saturday.' },
    });
    assert.match(sent.text, /sent_successfully/);
    await until(
      () => real.outside(),
      (all) => all.some(({ subject }) => subject === 'Your order'),
    );
    const out = real.outside().find(({ subject }) => subject === 'Your order')!;
    assert.deepEqual([out.from, out.to], [mine.address, ['guest@people.example']]);
  });

  test('M2: a session of the webmail ends by signing out, by a suspension and by a new password', async () => {
    const { id, address } = await mailboxOf('ends');
    await letter(address, 'still here');
    const here = async () => (await w.read(id)).appPasswords.length;
    const leaves = await opened(id);
    assert.equal(await here(), 1);
    await leaves.get(`?_task=logout&_token=${leaves.word}`);
    assert.equal(await here(), 0);
    const cut = async (path: string, body: object) => {
      const person = await opened(id);
      assert.match(await list(person), /still here/);
      assert.equal((await w.call('POST', `/mailboxes/${id}/${path}`, body)).status, 200);
      await w.idle();
      assert.ok(!(await list(person)).includes('still here'), path);
    };
    await cut('password', { password: 'the next password' });
    // Whoever opens another mailbox in the same browser has left the first.
    const person = await opened(id);
    const second = await mailboxOf('second');
    await person.post('?hc=open', { token: await link(second.id) });
    assert.equal(await here(), 0);
    await cut('suspend', { suspended: true });
    const { status, body } = await w.call('POST', `/mailboxes/${id}/webmail`);
    assert.deepEqual([status, body.code], [403, 'state_forbids']);
  });

  test('M2: with hc down the webmail says so, and the link is not spent', async () => {
    const { id } = await mailboxOf('later');
    const token = await link(id);
    await close();
    assert.match((await visitor(roundcube.url).post('?hc=open', { token })).text, /cannot be opened right now/);
    close = await serve();
    assert.match((await visitor(roundcube.url).post('?hc=open', { token })).text, /request_token/);
  });

  test('M2: a link that is refused says so, and another site’s page opens nothing', async () => {
    const { id } = await mailboxOf('refused');
    const token = await link(id);
    for (const site of ['cross-site', 'same-site', 'none', ''])
      assert.match(
        (await visitor(roundcube.url, site).post('?hc=open', { token })).text,
        /has been used, or is too old/,
      );
    await w.h.set(w.label.id, { policy: { hiddenTabs: [], disabledActions: { 'mail.mailbox.open': {} } } });
    assert.match((await visitor(roundcube.url).post('?hc=open', { token })).text, /may not be opened in the webmail/);
    await w.h.set(w.label.id, { policy: { hiddenTabs: [], disabledActions: {} } });
    assert.deepEqual((await w.read(id)).appPasswords, []);
  });

  test('M2: a session that the mail server does not let in ends at once', async () => {
    const { id } = await mailboxOf('shut');
    const token = await link(id);
    wrongPasswords = true;
    const { text } = await visitor(roundcube.url).post('?hc=open', { token });
    wrongPasswords = false;
    assert.ok(!text.includes('messagelist'));
    assert.deepEqual((await w.read(id)).appPasswords, []);
  });

  test('M2: no link, token or password of a session is in any file or log of webmail, mail servers and hc', async () => {
    const { id } = await mailboxOf('quiet');
    await opened(id);
    await link(id);
    assert.ok(passwords.length > 3 && tokens.length > 3);
    const secrets = [...tokens, ...passwords].flatMap((secret) => [secret, Buffer.from(secret).toString('base64')]);
    const found = [dir, real.servers.dir]
      .flatMap((folder) => filesBelow(folder))
      .filter((path) => {
        const bytes = readFileSync(path);
        return secrets.some((secret) => bytes.includes(secret));
      });
    assert.deepEqual(found, []);
    const lines = JSON.stringify([w.h.lines, w.h.events]);
    assert.ok(!secrets.some((secret) => lines.includes(secret)));
    // What is looked for would be found.
    const known = [dir, real.servers.dir].map(
      (folder) => filesBelow(folder).filter((path) => readFileSync(path).includes('quiet@')).length > 0,
    );
    assert.deepEqual(known, [true, true]);
  });
});
