import { expect, waitUntil } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import type { MailboxSelf } from '../../../bff/mail/self/answers.ts';
import { memoryMail } from '../../../bff/platform/mail/memory.ts';
import { MailError } from '../../../bff/platform/mail/port.ts';
import '../../../components/mail/hc-mailbox-self.ts';
import type { HcMailboxSelf } from '../../../components/mail/hc-mailbox-self.ts';
import { bff, invalid, outside, type } from '../account/account-bff.ts';
import { button, find, focused, mount, press, shows, text } from '../domains/mount.ts';
import { clipboard } from '../shared/clipboard.ts';
import { base, config, json, problem, realNetwork } from '../shared/fake-bff.ts';
import { place } from '../shared/mount.ts';
import { mailboxPassword, type MemoryOptions } from '../memory-panel.ts';

const mailbox = 'info@brotlinde.eu';

async function open(options: MemoryOptions = {}, lang = 'en') {
  const { element, panel } = await mount<HcMailboxSelf>('hc-mailbox-self', {}, { mailbox, ...options }, lang);
  await waitUntil(() => element.shadowRoot?.querySelector('dl, .empty'), 'the panel', { timeout: 10_000 });
  const read = async () => (await (await panel.api.v1.mail.self.$get({})).json()) as MailboxSelf;
  return { element, panel, read };
}
const set = async (element: HcMailboxSelf, selector: string, value: string) => {
  await waitUntil(() => find(element, selector), selector, { timeout: 10_000 });
  const input = find<HTMLInputElement>(element, selector)!;
  input.value = value;
  input.dispatchEvent(new Event(input.localName === 'select' ? 'change' : 'input', { bubbles: true }));
  await element.updateComplete;
};
const submit = (element: HcMailboxSelf) => find<HTMLButtonElement>(element, 'dialog [type="submit"]')!.click();
const titled = (title: string) => `Change: ${title}`;

describe('<hc-mailbox-self>', () => {
  afterEach(realNetwork);

  it('M3: shows one’s own mailbox, and is accessible as panel and in every dialog', async () => {
    const { element } = await open();
    await shows(element, mailbox);
    await shows(element, 'No rules yet');
    await expect(element).to.be.accessible();
    for (const title of ['Out of office', 'Forward', 'Password']) {
      button(element, titled(title))!.focus();
      await sendKeys({ press: 'Enter' });
      await waitUntil(() => find(element, 'dialog[open] footer'), title, { timeout: 10_000 });
      await expect(element).to.be.accessible();
      await press(element, 'Cancel');
      await waitUntil(() => !find(element, 'dialog[open]'), 'closed');
      expect(focused()?.getAttribute('aria-label')).to.equal(titled(title));
    }
    await press(element, 'Show: Passwords for programs');
    await shows(element, 'No program has one yet.');
    await expect(element).to.be.accessible();
    await press(element, 'Done');
    await press(element, 'Add rule');
    await shows(element, 'Look at no rule after it');
    await expect(element).to.be.accessible();
  });

  it('M3: by keyboard alone an answer is given between two days; it is set up, then ready', async () => {
    const { element, read } = await open();
    await waitUntil(() => button(element, titled('Out of office')), 'the button', { timeout: 10_000 });
    button(element, titled('Out of office'))!.focus();
    await sendKeys({ press: 'Enter' });
    await waitUntil(() => focused()?.getAttribute('name') === 'on', 'the first field', { timeout: 10_000 });
    await set(element, '#from', '2127-03-05');
    await set(element, '#until', '2127-03-01');
    find(element, '#subject')!.focus();
    await sendKeys({ type: 'Away' });
    await sendKeys({ press: 'Tab' });
    await sendKeys({ type: 'I bake again on Monday.' });
    submit(element);
    await shows(element, 'The last day is before the first.');
    await waitUntil(() => focused()?.id === 'until', 'the caret on it');
    await set(element, '#until', '2127-03-08');
    find(element, '#subject')!.focus();
    await sendKeys({ press: 'Enter' });
    await shows(element, 'Your answer is saved');
    const { autoReply } = await read();
    expect([autoReply?.on, autoReply?.from, autoReply?.until]).to.deep.equal([true, '2127-03-05', '2127-03-08']);
    await waitUntil(async () => (await read()).autoReply?.sync.state === 'ready', 'ready', { timeout: 10_000 });
    await shows(element, 'Answers from');
    await waitUntil(() => !text(element).includes('Being set up'), 'the panel too', { timeout: 12_000 });
  });

  it('M3: an answer that is over already is refused at the field, and nothing is sent', async () => {
    const sent: string[] = [];
    const { element, read } = await open({
      intercept: ({ method, url }) => {
        if (method === 'POST') sent.push(new URL(url).pathname);
        return undefined;
      },
    });
    await press(element, titled('Out of office'));
    await set(element, '#until', '2026-01-08');
    await set(element, '#subject', 'Away');
    await set(element, 'dialog textarea', 'I bake again on Monday.');
    submit(element);
    await shows(element, 'This day is over.');
    await waitUntil(() => focused()?.id === 'until', 'the caret on it');
    expect(sent.filter((path) => path.endsWith('/auto_reply'))).to.deep.equal([]);
    find<HTMLInputElement>(element, 'dialog [name="on"]')!.click();
    submit(element);
    await shows(element, 'Saved. No answer is given');
    expect((await read()).autoReply?.until).to.equal('2026-01-08');
  });

  it('M3: a failure of the mail server is said, and that it is tried again', async () => {
    const mail = memoryMail();
    mail.putScript = () => Promise.reject(new MailError('unreachable', 'away'));
    const { element, panel } = await open({ mail });
    const json = { on: true, subject: 'Away', text: 'Back soon.', from: null, until: null };
    await panel.api.v1.mail.self.auto_reply.$post({ json });
    await panel.deps.jobs.idle(panel.me!.label.id);
    element.remove();
    const again = await place({ ...panel });
    const shown = again.add('hc-mailbox-self');
    await shows(shown, 'Not set up yet');
    await shows(shown, 'The mail server does not answer. We keep trying.');
  });

  it('M3: changes the password for who knows the old one, and says at the field what is wrong', async () => {
    const { element } = await open();
    await press(element, titled('Password'));
    await set(element, '#current', 'not it at all');
    await set(element, 'dialog [name="password"]', 'a brand new password');
    submit(element);
    await shows(element, 'This is not the password so far.');
    expect(focused()?.id).to.equal('current');
    await set(element, '#current', mailboxPassword);
    submit(element);
    await shows(element, 'The password was changed');
    expect(element.shadowRoot!.innerHTML).not.to.contain('a brand new password');
  });

  it('M3: a password that was made can be copied, in the words of the person', async () => {
    const { element } = await open({}, 'nl');
    const board = clipboard('given');
    await press(element, 'Wijzigen: Wachtwoord');
    await press(element, 'Maken');
    await press(element, 'Kopiëren');
    await shows(element, 'Gekopieerd');
    expect(board.copied()).to.equal(find<HTMLInputElement>(element, 'dialog [name="password"]')!.value);
  });

  it('M3: leads its mail elsewhere: who is outside is asked, and it stops again', async () => {
    const { element, read } = await open();
    await press(element, titled('Forward'));
    await set(element, '[name="targets.0"]', 'nothing');
    submit(element);
    await shows(element, 'Write an address like name@example.com.');
    await set(element, '[name="targets.0"]', 'me@far.example');
    await press(element, 'Keep a copy in the mailbox');
    await shows(element, 'gets no mail any more once the forward works');
    submit(element);
    await shows(element, 'Saved, and waits for a confirmation');
    await shows(element, 'me@far.example has not agreed yet');
    await shows(element, 'Until somebody agrees, all of it still comes here');
    await press(element, titled('Forward'));
    await press(element, 'Stop forwarding');
    await shows(element, 'All mail stays here again');
    expect((await read()).forward).to.equal(null);
  });

  it('M3: makes a rule, asks before one deletes mail, moves it, and takes it back', async () => {
    const { element, read } = await open();
    await press(element, 'Add rule');
    await set(element, '[name="rules.0.name"]', 'Letters');
    await set(element, '[name="rules.0.when.0.value"]', 'newsletter');
    submit(element);
    await shows(element, 'Fill in this field.');
    expect(focused()?.getAttribute('name')).to.equal('rules.0.steps.0.folder');
    await set(element, '[name="rules.0.steps.0.folder"]', 'Letters');
    await press(element, 'Add step');
    submit(element);
    await shows(element, 'The rule is saved');
    await shows(element, 'If From contains “newsletter”: file into Letters, mark as read, then stop');
    await press(element, 'Add rule');
    await set(element, '[name="rules.1.name"]', 'Spam');
    await set(element, '[name="rules.1.when.0.value"]', 'spam');
    await set(element, 'select[aria-label="Step 1"]', 'discard');
    submit(element);
    await shows(element, 'Mail that fits is deleted at once.');
    await expect(element).to.be.accessible();
    expect((await read()).filters.rules).to.have.length(1);
    await press(element, 'Save, and delete such mail');
    await waitUntil(async () => (await read()).filters.rules.length === 2, 'saved', { timeout: 10_000 });
    await press(element, 'More for Spam');
    await press(element, 'Move up');
    await shows(element, 'Moved');
    expect((await read()).filters.rules.map(({ name }) => name)).to.deep.equal(['Spam', 'Letters']);
    await press(element, 'More for Spam');
    await press(element, 'Delete');
    await shows(element, 'Spam was deleted');
    await press(element, 'Undo');
    await waitUntil(async () => (await read()).filters.rules.length === 2, 'back', { timeout: 10_000 });
    await expect(element).to.be.accessible();
  });

  it('M3: rules of another tab are not lost: they are shown, what was typed stays, and goes beside them', async () => {
    const { element, panel, read } = await open();
    const elsewhere = async (...names: string[]) => {
      const { version } = (await read()).filters;
      const rules = names.map((name) => ({
        ...({ name, on: true, match: 'all', stop: true } as const),
        when: [{ field: 'subject', test: 'is', value: name } as const],
        steps: [{ do: 'read' } as const],
      }));
      expect((await panel.api.v1.mail.self.filters.$post({ json: { version, rules } })).status).to.equal(200);
    };
    const names = async () => (await read()).filters.rules.map(({ name }) => name);
    await press(element, 'Add rule');
    await set(element, '[name="rules.0.name"]', 'Mine');
    await set(element, '[name="rules.0.when.0.value"]', 'mine');
    await set(element, '[name="rules.0.steps.0.folder"]', 'Mine');
    await elsewhere('Theirs');
    submit(element);
    await waitUntil(() => text(element).includes('Theirs'), 'what is there now', { timeout: 10_000 });
    await waitUntil(() => find(element, 'dialog [role="alert"]')?.textContent?.includes('in the meantime'), 'said', {
      timeout: 10_000,
    });
    expect(await names()).to.deep.equal(['Theirs']);
    expect(find<HTMLInputElement>(element, '[name="rules.1.name"]')!.value).to.equal('Mine');
    submit(element);
    await shows(element, 'The rule is saved');
    expect(await names()).to.deep.equal(['Theirs', 'Mine']);
    await elsewhere('Theirs', 'Mine', 'Third');
    await press(element, 'More for Mine');
    await press(element, 'Delete');
    await shows(element, 'Third');
    await shows(element, 'in the meantime');
    expect(await names()).to.deep.equal(['Theirs', 'Mine', 'Third']);
  });

  it('M3: a program’s password is seen once', async () => {
    const { element, read } = await open();
    await press(element, 'Show: Passwords for programs');
    await set(element, 'dialog [name="name"]', 'Phone');
    submit(element);
    await waitUntil(() => find<HTMLInputElement>(element, '#made')?.value, 'it', { timeout: 10_000 });
    await press(element, 'I have copied it');
    await press(element, 'Take back the password of Phone');
    await shows(element, 'Phone can no longer sign in');
    expect((await read()).appPasswords).to.deep.equal([]);
  });

  it('M3: what the label has switched off is not there; with its reason it is greyed', async () => {
    const disabledActions = {
      'mail.self.forward': {},
      'mail.self.filter': {},
      'mail.self.password': { reason: 'Ask us.' },
    };
    const { element } = await open({ settings: { policy: { hiddenTabs: [], disabledActions } } });
    await shows(element, 'Ask us.');
    expect(text(element)).not.to.contain('Rules');
    expect(text(element)).not.to.contain('Forward');
    expect(button(element, titled('Password'))).to.equal(undefined);
    await expect(element).to.be.accessible();
  });

  it('M3: signed in to nothing it asks for address and password, and says alike what does not match', async () => {
    let known = false;
    const self = {
      address: mailbox,
      unicodeAddress: mailbox,
      name: '',
      sync: { state: 'ready' },
      quota: 1,
      used: null,
    };
    const rest = { timeZone: 'UTC', setUp: {}, autoReply: null, forward: null, appPasswords: [], denied: {} };
    bff({
      'GET /v1/mail/self': () =>
        known
          ? json({ ...self, ...rest, filters: { version: 0, rules: [], sync: { state: 'ready' } } })
          : problem(401, 'not_signed_in'),
      'POST /v1/mail/self/sign_in': ({ body }) => {
        known = body.includes('the right password');
        return known ? json({}) : problem(401, 'credentials_wrong');
      },
      'POST /v1/mail/self/forward': () => problem(401, 'session_expired'),
      'POST /v1/mail/self/sign_out': () => {
        known = false;
        return new Response(null, { status: 204 });
      },
    });
    const { add } = await place({ ...outside, connect: { api: base } });
    const element = add('hc-mailbox-self') as HcMailboxSelf;
    await shows(element, 'Sign in to your mailbox');
    await shows(element, 'Forgotten your password? Ask the person who made this mailbox for you');
    await expect(element).to.be.accessible();
    await type(element, 'address', mailbox);
    await type(element, 'password', 'wrong');
    await sendKeys({ press: 'Enter' });
    await shows(element, 'Address and password do not match.');
    expect(invalid(element)?.id).to.equal('password');
    find<HTMLInputElement>(element, '#password')!.value = '';
    await type(element, 'password', 'the right password');
    await sendKeys({ press: 'Enter' });
    await shows(element, 'Out of office');
    known = false;
    await press(element, titled('Forward'));
    await set(element, '[name="targets.0"]', 'me@far.example');
    submit(element);
    await shows(element, 'Your session has ended.');
    const target = find<HTMLInputElement>(element, '[name="targets.0"]')!;
    await waitUntil(() => focused()?.getAttribute('role') === 'alert', 'the focus is where one signs in');
    await sendKeys({ press: 'Tab' });
    expect(focused()?.id).to.equal('address');
    await sendKeys({ type: mailbox });
    await type(element, 'password', 'the right password');
    await sendKeys({ press: 'Enter' });
    await waitUntil(() => find<HTMLDialogElement>(element, 'dialog')?.matches(':modal'), 'the dialog is there again');
    expect(target.isConnected && target.value).to.equal('me@far.example');
  });

  it('M3: says in each language whom to ask for a forgotten password', async () => {
    bff({ 'GET /v1/mail/self': () => problem(401, 'not_signed_in') });
    const { add } = await place({ ...outside, connect: { api: base } }, 'nl');
    await shows(add('hc-mailbox-self'), 'Wachtwoord vergeten? Vraag het aan wie deze mailbox voor u heeft gemaakt');
    const { add: german } = await place({ ...outside, connect: { api: base } }, 'de');
    await shows(german('hc-mailbox-self'), 'Passwort vergessen? Wenden Sie sich an die Person');
  });

  it('M3: on a page elsewhere nobody types a password: a window of the label’s host opens', async () => {
    let listed = false;
    bff({
      'GET /embed/v1/config?key=hc_pk_test_x&pop_up=1': () =>
        listed ? json(config) : problem(403, 'origin_not_allowed', { reason: 'This page is not among the origins.' }),
    });
    const { add } = await place({ ...outside, ownHost: false, connect: { api: base, label: 'hc_pk_test_x' } });
    const element = add('hc-mailbox-self') as HcMailboxSelf;
    await shows(element, 'This page is not among the origins.');
    expect(text(element)).not.to.contain('Sign in');
    listed = true;
    await press(element, 'Try again');
    await shows(element, 'where you type the password of your mailbox');
    expect(find(element, 'input')).to.equal(undefined);
    await expect(element).to.be.accessible();
  });

  it('M3: speaks the page’s language', async () => {
    const settings = { locale: { languages: ['en' as const, 'de' as const], timeZone: 'Europe/Berlin' } };
    const { element } = await open({ settings }, 'de');
    await shows(element, 'Abwesenheit');
    await press(element, 'Ändern: Abwesenheit');
    await shows(element, 'Wer Ihnen schreibt, bekommt diese Antwort');
    const { element: dutch } = await open({}, 'nl');
    await shows(dutch, 'Doorzenden');
  });

  it('M3: fits 320 px', async () => {
    const { element } = await open();
    element.style.inlineSize = '320px';
    await shows(element, 'Out of office');
    expect(element.scrollWidth).to.be.at.most(320);
  });
});
