import { expect, waitUntil } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import '../../../components/mail/hc-mailbox-self.ts';
import type { HcMailboxSelf } from '../../../components/mail/hc-mailbox-self.ts';
import type { Panel } from '../../../components/shared/panel.ts';
import { bff, outside, type } from '../account/account-bff.ts';
import { find, press, shows, text } from '../domains/mount.ts';
import { base, json, problem, realNetwork, type Call } from '../shared/fake-bff.ts';
import { place } from '../shared/mount.ts';

const anna = 'anna@brotlinde.eu';
const bert = 'bert@brotlinde.eu';

const mailboxOf = (address: string) => ({
  ...{ address, unicodeAddress: address, name: '', sync: { state: 'ready' }, quota: 1, used: null, timeZone: 'UTC' },
  ...{ setUp: {}, autoReply: null, forward: null, appPasswords: [], denied: {} },
  filters: { version: 1, rules: [rule], sync: { state: 'ready' } },
});
const rule = {
  ...{ name: 'Letters', on: true, match: 'all', stop: true, steps: [{ do: 'read' }] },
  when: [{ field: 'from', test: 'contains', value: 'news' }],
};

/** A label's host whose cookie is of one mailbox at a time. */
async function open(given: Partial<Panel> = {}) {
  const world = {
    who: anna as string | undefined,
    wrote: [] as string[],
    answer: undefined as (() => Response) | undefined,
  };
  const write = ({ path, body }: Call) => {
    if (!world.who) return problem(401, 'session_expired');
    world.wrote.push(`${world.who} ${path} ${body}`);
    return json({ version: 2, rules: [], sync: { state: 'ready' } });
  };
  bff({
    'GET /v1/mail/self': () =>
      world.answer?.() ?? (world.who ? json(mailboxOf(world.who)) : problem(401, 'not_signed_in')),
    'POST /v1/mail/self/sign_in': ({ body }) => {
      world.who = (JSON.parse(body) as { address: string }).address;
      return json({});
    },
    'POST /v1/mail/self/forward': write,
    'POST /v1/mail/self/filters': write,
  });
  const { add } = await place({ ...outside, connect: { api: base }, ...given });
  const element = add('hc-mailbox-self') as HcMailboxSelf;
  await shows(element, anna);
  return { element, world };
}

async function signIn(element: HcMailboxSelf, address: string) {
  await waitUntil(() => find(element, '#address'), 'the form', { timeout: 10_000 });
  await type(element, 'address', address);
  await type(element, 'password', 'the right password');
  await sendKeys({ press: 'Enter' });
}

async function typeTarget(element: HcMailboxSelf) {
  await press(element, 'Change: Forward');
  await waitUntil(() => find(element, '[name="targets.0"]'), 'the field', { timeout: 10_000 });
  find<HTMLInputElement>(element, '[name="targets.0"]')!.select();
  await sendKeys({ type: 'annas-own@far.example' });
}

async function tell(data: unknown) {
  const other = new BroadcastChannel('hc:mailbox-signed-out');
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel has none
  other.postMessage(data);
  await new Promise((resolve) => setTimeout(resolve, 50));
  other.close();
}

async function nothingIsLeft(element: HcMailboxSelf) {
  await shows(element, bert);
  await element.updateComplete;
  expect(!find(element, 'dialog')).to.equal(true);
  await press(element, 'Change: Forward');
  await waitUntil(() => find(element, '[name="targets.0"]'), 'the field', { timeout: 10_000 });
  expect(find<HTMLInputElement>(element, '[name="targets.0"]')!.value).to.equal('');
}

describe('<hc-mailbox-self> and who uses it after another', () => {
  afterEach(realNetwork);

  it('M3: what one typed is not there for whoever signs in after the session ended', async () => {
    const { element, world } = await open();
    await typeTarget(element);
    world.who = undefined;
    find<HTMLButtonElement>(element, 'dialog [type="submit"]')!.click();
    await shows(element, 'Your session has ended.');
    await signIn(element, bert);
    await nothingIsLeft(element);
    expect(world.wrote).to.deep.equal([]);
  });

  it('M3: a read that fails does not bring back what the one before typed', async () => {
    const { element, world } = await open();
    await typeTarget(element);
    world.who = undefined;
    find<HTMLButtonElement>(element, 'dialog [type="submit"]')!.click();
    await shows(element, 'Your session has ended.');
    world.answer = () => problem(500, 'internal');
    await signIn(element, bert);
    await waitUntil(() => find(element, '.banner.bad'), 'it is said', { timeout: 10_000 });
    expect(!find(element, 'dialog[open]')).to.equal(true);
    world.answer = undefined;
    await signIn(element, bert);
    await nothingIsLeft(element);
  });

  it('M3: signed out in another tab, nothing is left to see, and nothing for the next', async () => {
    const { element, world } = await open();
    await typeTarget(element);
    await tell('something else');
    expect(find<HTMLDialogElement>(element, 'dialog')?.open).to.equal(true);
    world.who = undefined;
    await tell('signed_out');
    await waitUntil(() => !find(element, 'dl, dialog'), 'it is empty');
    await signIn(element, bert);
    await nothingIsLeft(element);
  });

  it('M3: what one deleted is not put back by the next', async () => {
    const { element, world } = await open();
    await press(element, 'More for Letters');
    await press(element, 'Delete');
    await shows(element, 'Undo');
    world.who = bert;
    await tell('signed_out');
    await shows(element, bert);
    expect(text(element)).not.to.contain('Undo');
    expect(text(element)).not.to.contain('was deleted');
  });

  it('M3: an answer that comes late brings no mailbox back', async () => {
    const { element, world } = await open();
    const real = globalThis.fetch;
    let late: ((answer: Response) => void) | undefined;
    globalThis.fetch = () => new Promise((resolve) => (late = resolve));
    const read = press(element, 'Show: Passwords for programs');
    await waitUntil(() => late, 'the read', { timeout: 10_000 });
    globalThis.fetch = real;
    world.who = undefined;
    await tell('signed_out');
    await shows(element, 'Sign in to your mailbox');
    late!(json(mailboxOf(anna)));
    await read;
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(text(element)).not.to.contain(anna);
    expect(text(element)).to.contain('Sign in to your mailbox');
  });

  it('M3: on a page elsewhere no message of the page signs anybody out', async () => {
    const { element } = await open({ ownHost: false });
    await tell('signed_out');
    expect(text(element)).to.contain(anna);
  });

  it('M3: an element that has left the page asks no more', async () => {
    const { element, world } = await open();
    let asked = 0;
    world.answer = () => ((asked += 1), json({}));
    element.remove();
    element.requestUpdate();
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(asked).to.equal(0);
  });
});
