import { expect, oneEvent, waitUntil } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import type { MailboxPage } from '../../../bff/mail/answers.ts';
import { memoryMail } from '../../../bff/platform/mail/memory.ts';
import { MailError } from '../../../bff/platform/mail/port.ts';
import type { MailboxChangedEvent } from '../../../components/mail/events.ts';
import '../../../components/mail/hc-mailboxes.ts';
import type { HcMailboxes } from '../../../components/mail/hc-mailboxes.ts';
import { button, find, focused, lineOf, mount, press, shows, text } from '../domains/mount.ts';
import type { MemoryOptions } from '../memory-panel.ts';
import { clipboard } from '../shared/clipboard.ts';

async function open(options: MemoryOptions = {}, lang = 'en') {
  const { element, panel } = await mount<HcMailboxes>('hc-mailboxes', {}, options, lang);
  await waitUntil(() => element.shadowRoot?.querySelector('h2'), 'the panel', { timeout: 10_000 });
  const list = async (query = {}) =>
    (await (await panel.api.v1.mail.mailboxes.$get({ query } as never)).json()) as MailboxPage;
  return { element, panel, list };
}
const row = (element: HcMailboxes, address: string) =>
  [...element.shadowRoot!.querySelectorAll('tbody tr')].find((one) => one.textContent!.includes(address));
const menuOf = async (element: HcMailboxes, address: string, item: string) => {
  await press(element, `More for ${address}`);
  await press(element, item);
};
const type = async (element: HcMailboxes, name: string, value: string) => {
  await waitUntil(() => find(element, `[name="${name}"]`), name, { timeout: 10_000 });
  const input = find<HTMLInputElement>(element, `[name="${name}"]`)!;
  input.value = value;
  input.dispatchEvent(new Event(input.localName === 'select' ? 'change' : 'input', { bubbles: true }));
};

describe('<hc-mailboxes>', () => {
  it('M1: lists what each holds and what the plan has left, and is accessible as list, form, set-up and passwords', async () => {
    const { element } = await open();
    await shows(element, 'Mailboxes 6 of 25');
    expect(text(element)).to.contain('33 GB of 100 GB given out');
    expect(text(row(element, 'els@brotlinde.eu')!)).to.contain('1.9 of 2 GB Almost full');
    expect(text(row(element, 'vakantiekracht@')!)).to.contain('Suspended');
    await expect(element).to.be.accessible();
    await press(element, 'Create mailbox');
    await shows(element, 'People see it beside the address.');
    await expect(element).to.be.accessible();
    await press(element, 'Cancel');
    await press(element, 'info@brotlinde.eu');
    await shows(element, 'mail.tidewell.example');
    await expect(element).to.be.accessible();
    await press(element, 'Done');
    await menuOf(element, 'info@brotlinde.eu', 'Passwords for programs');
    await shows(element, 'No program has one yet.');
    await expect(element).to.be.accessible();
  });

  it('M1: makes a mailbox by keyboard alone; it is created, then ready, and the page hears of it', async () => {
    const { element, list } = await open();
    await waitUntil(() => button(element, 'Create mailbox'), 'the button', { timeout: 10_000 });
    button(element, 'Create mailbox')!.focus();
    await sendKeys({ press: 'Enter' });
    await waitUntil(() => focused()?.id === 'local', 'the first field', { timeout: 10_000 });
    await sendKeys({ type: 'Orders' });
    await type(element, 'quota', String(1024 ** 3));
    const input = find<HTMLInputElement>(element, '[name="password"]')!;
    input.focus();
    await sendKeys({ type: 'a password of this test' });
    await shows(element, 'Good. Hard to guess.');
    const heard = oneEvent(element, 'hc-mailbox-changed');
    await sendKeys({ press: 'Enter' });
    const { action } = (await heard) as unknown as MailboxChangedEvent;
    expect(action).to.equal('mail.mailbox.create');
    await shows(element, 'orders@brotlinde.eu is being created');
    await shows(element, 'Mailboxes 7 of 25');
    await waitUntil(async () => (await list({ q: 'orders@' })).items[0]?.state === 'active', '', { timeout: 10_000 });
    await waitUntil(() => text(row(element, 'orders@')!).includes('1 GB'), 'ready', { timeout: 10_000 });
    expect(element.shadowRoot!.innerHTML).not.to.contain('a password of this test');
  });

  it('M1: says at the field what is wrong, also what only the BFF knows, and keeps what was typed', async () => {
    const { element } = await open();
    await press(element, 'Create mailbox');
    await type(element, 'local', 'info');
    await type(element, 'password', 'short');
    const submit = () => find<HTMLButtonElement>(element, 'dialog [type="submit"]')!.click();
    submit();
    await shows(element, 'Use at least 12 characters.');
    expect(focused()?.id).to.equal('password');
    await type(element, 'password', 'passwordpassword');
    submit();
    await shows(element, 'Too easy to guess.');
    expect(focused()?.id).to.equal('password');
    await type(element, 'password', 'long enough to be taken');
    submit();
    await shows(element, 'There is a mailbox with this address already.');
    expect(focused()?.id).to.equal('local');
    expect(find<HTMLInputElement>(element, '[name="password"]')!.value).to.equal('long enough to be taken');
  });

  it('M1: a whole address is taken apart where its domain is one of those to choose from', async () => {
    const { element, list } = await open();
    await press(element, 'Create mailbox');
    const domain = () => find<HTMLSelectElement>(element, '[name="domain"]')!;
    await waitUntil(() => domain(), 'the domains', { timeout: 10_000 });
    // Once somebody has chosen, no attribute chooses any more.
    for (const one of [...domain().options].toReversed()) await type(element, 'domain', one.value);
    await type(element, 'local', 'Anna@Lindenbäckerei.de');
    const local = find<HTMLInputElement>(element, '[name="local"]')!;
    local.dispatchEvent(new Event('change', { bubbles: true }));
    await waitUntil(() => local.value === 'Anna', 'the part before the @');
    expect(domain().selectedOptions[0]!.text.trim()).to.equal('lindenbäckerei.de');
    await type(element, 'password', 'long enough to be taken');
    const submit = () => find<HTMLButtonElement>(element, 'dialog [type="submit"]')!.click();
    submit();
    await shows(element, 'anna@lindenbäckerei.de is being created');
    await press(element, 'Create mailbox');
    await type(element, 'local', 'bert@brotlinde.eu');
    await type(element, 'password', 'long enough to be taken');
    submit();
    await shows(element, 'bert@brotlinde.eu is being created');
    expect((await list({ q: 'bert@' })).items[0]!.address, 'also when it was never left').to.equal('bert@brotlinde.eu');
    await press(element, 'Create mailbox');
    await type(element, 'local', 'carl@far.example');
    await type(element, 'password', 'long enough to be taken');
    submit();
    await shows(element, 'Write only what stands before the @');
  });

  it('M1: makes a password, shows it, and it is taken', async () => {
    const { element, list } = await open();
    await press(element, 'Create mailbox');
    await type(element, 'local', 'made');
    await press(element, 'Generate');
    await waitUntil(() => find<HTMLInputElement>(element, '#password')?.type === 'text', 'shown');
    await waitUntil(() => /^\S{5}(-\S{5}){3}$/.test(find<HTMLInputElement>(element, '#password')!.value), 'a password');
    find<HTMLButtonElement>(element, 'dialog [type="submit"]')!.click();
    await shows(element, 'made@brotlinde.eu is being created');
    expect((await list({ q: 'made@' })).total).to.equal(1);
  });

  it('M1: a password that was made can be copied, one that was typed needs it not; a refusal chooses it', async () => {
    const { element } = await open();
    const board = clipboard('given');
    await menuOf(element, 'info@brotlinde.eu', 'New password');
    await type(element, 'password', 'typed by a person');
    expect(button(element, 'Copy')).to.equal(undefined);
    await press(element, 'Generate');
    await press(element, 'Copy');
    await shows(element, 'Copied');
    const made = find<HTMLInputElement>(element, '#password')!;
    expect(board.copied()).to.equal(made.value);
    await expect(element).to.be.accessible();
    await press(element, 'Generate');
    clipboard('refused');
    await press(element, 'Copy');
    await shows(element, 'Select the text and copy it yourself.');
    await waitUntil(() => focused()?.id === 'password' && made.selectionEnd === made.value.length, 'chosen');
    expect(made.selectionStart).to.equal(0);
  });

  it('M2: deletes with a way back, shows the deleted, and restores', async () => {
    const { element } = await open();
    await menuOf(element, 'info@brotlinde.eu', 'Delete');
    await shows(element, 'Delete info@brotlinde.eu?');
    await expect(element).to.be.accessible();
    find(element, 'dialog .danger.fill')!.click();
    await shows(element, 'info@brotlinde.eu was deleted');
    await waitUntil(() => !row(element, 'info@brotlinde.eu'), 'gone', { timeout: 10_000 });
    await press(element, 'Undo');
    await waitUntil(() => row(element, 'info@brotlinde.eu'), 'back', { timeout: 10_000 });
    await press(element, 'Deleted 1');
    await waitUntil(() => row(element, 'oud@brotlinde.eu'), 'the deleted', { timeout: 10_000 });
    expect(text(row(element, 'oud@')!)).to.match(/Destroyed on/);
    await press(element, 'Restore');
    await shows(element, 'oud@brotlinde.eu is back with its mail');
    await shows(element, 'No mailbox here');
  });

  it('M2: destroys at once only what was typed out', async () => {
    const { element, list } = await open();
    await press(element, 'Deleted 1');
    await menuOf(element, 'oud@brotlinde.eu', 'Destroy now');
    await shows(element, 'Nobody can bring it back.');
    const red = () => find<HTMLButtonElement>(element, 'dialog .danger.fill')!;
    expect(red().disabled).to.equal(true);
    await type(element, 'confirm', 'oud@brotlinde.eu');
    await waitUntil(() => !red().disabled, 'armed');
    red().click();
    await waitUntil(async () => (await list({ view: 'deleted' })).total === 0, 'destroyed', { timeout: 10_000 });
  });

  it('M2: changes size and name; sizes the plan lacks are not offered', async () => {
    const { element, list } = await open();
    await menuOf(element, 'els@brotlinde.eu', 'Name and size');
    await waitUntil(() => find(element, '#quota'), 'sizes', { timeout: 10_000 });
    const offered = [...find<HTMLSelectElement>(element, '#quota')!.options].map(({ text: size }) => size.trim());
    expect(offered).to.deep.equal(['2 GB', '5 GB', '10 GB', '20 GB', '50 GB']);
    await type(element, 'quota', String(5 * 1024 ** 3));
    find<HTMLButtonElement>(element, 'dialog [type="submit"]')!.click();
    await shows(element, 'Saved');
    expect((await list({ q: 'els@' })).items[0]!.quota).to.equal(5 * 1024 ** 3);
    await waitUntil(() => text(row(element, 'els@')!).includes('1.9 of 5 GB'), 'its bar', { timeout: 10_000 });
  });

  it('M2: suspends and ends it, with a way back from each', async () => {
    const { element } = await open();
    await menuOf(element, 'info@brotlinde.eu', 'Suspend');
    await shows(element, 'info@brotlinde.eu is suspended');
    await press(element, 'Undo');
    await shows(element, 'info@brotlinde.eu can be signed in to again');
  });

  it('M2: shows a program’s password once, and takes it back', async () => {
    const { element } = await open();
    await menuOf(element, 'info@brotlinde.eu', 'Passwords for programs');
    await type(element, 'name', 'Printer');
    find<HTMLButtonElement>(element, 'dialog [type="submit"]')!.click();
    await shows(element, 'Password for Printer');
    await waitUntil(() => find<HTMLInputElement>(element, '#made')?.value.length === 28, 'the password');
    await expect(element).to.be.accessible();
    await press(element, 'I have copied it');
    await shows(element, 'Printer');
    expect(find(element, '#made')).to.equal(undefined);
    await press(element, 'Take back the password of Printer');
    await shows(element, 'No program has one yet.');
  });

  it('says that the mail server is down, and that it tries again', async () => {
    const server = memoryMail();
    const down = { ...server, putMailbox: () => Promise.reject(new MailError('unreachable', 'down')) };
    const { element } = await open({ mail: down });
    await press(element, 'Create mailbox');
    await type(element, 'local', 'later');
    await type(element, 'password', 'long enough to be taken');
    find<HTMLButtonElement>(element, 'dialog [type="submit"]')!.click();
    await shows(element, 'Could not be created');
    expect(text(row(element, 'later@')!)).to.contain('The mail server did not answer.');
  });

  it('shows those that are nearly full', async () => {
    const { element } = await open();
    await press(element, /^Nearly full/);
    await waitUntil(() => element.shadowRoot!.querySelectorAll('tbody tr').length === 2, 'two', { timeout: 10_000 });
  });

  it('draws nothing to do for who may do nothing, and says why where the label says so', async () => {
    const { element } = await open({
      role: 'tech',
      settings: {
        policy: {
          hiddenTabs: [],
          disabledActions: { 'mail.mailbox.create': { reason: 'Call us.' }, 'mail.mailbox.delete': {} },
        },
      },
    });
    await shows(element, 'Call us.');
    expect(button(element, 'Create mailbox')).to.equal(undefined);
    await press(element, 'More for info@brotlinde.eu');
    await shows(element, 'Name and size');
    expect(button(element, 'Delete')).to.equal(undefined);
  });

  it('has an empty state, survives a lost line, and speaks Dutch and German', async () => {
    const line = lineOf(/GET \/v1\/mail\/mailboxes$/);
    line.state = 'cut';
    const { element: lost } = await mount<HcMailboxes>('hc-mailboxes', {}, { intercept: line.intercept });
    await shows(lost, 'No connection');
    line.state = 'open';
    await press(lost, 'Try again');
    await shows(lost, 'info@brotlinde.eu');
    const { element } = await open({ customer: 'T-1131' });
    await shows(element, 'No mailboxes yet');
    await expect(element).to.be.accessible();
    const { element: german } = await open({ label: 'smidse' }, 'de');
    await shows(german, 'Postfächer 2 von 25');
    const { element: dutch } = await open({}, 'nl');
    await shows(dutch, 'Mailboxen 6 van 25');
  });
});
