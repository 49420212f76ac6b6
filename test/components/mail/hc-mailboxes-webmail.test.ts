import { expect, oneEvent, waitUntil } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { memoryMail } from '../../../bff/platform/mail/memory.ts';
import '../../../components/mail/hc-mailboxes.ts';
import type { HcMailboxes } from '../../../components/mail/hc-mailboxes.ts';
import type { HcActionFailedEvent } from '../../../components/shared/events.ts';
import { button, find, focused, lineOf, mount, press, shows, text } from '../domains/mount.ts';
import type { MemoryOptions } from '../memory-panel.ts';

const info = 'info@brotlinde.eu';
const link = /^https:\/\/webmail\.example\/#hcwm_[0-9a-f-]{36}_[\w-]{43}$/;

/** What the browser was asked to open, and a window that notes what becomes of it. */
function windows(opens: boolean) {
  const seen = { asked: [] as unknown[][], led: [] as string[], closed: 0, opener: window as unknown };
  const made = {
    location: { replace: (url: string) => void seen.led.push(url) },
    close: () => void (seen.closed += 1),
    set opener(value: unknown) {
      seen.opener = value;
    },
  };
  window.open = (...asked) => {
    seen.asked.push(asked);
    return opens ? (made as unknown as Window) : null;
  };
  return seen;
}

async function open(options: MemoryOptions = {}, lang = 'en') {
  const { element } = await mount<HcMailboxes>('hc-mailboxes', {}, options, lang);
  await waitUntil(() => element.shadowRoot?.querySelector('tbody'), 'the list', { timeout: 10_000 });
  return element;
}
const menu = async (element: HcMailboxes, address: string) => {
  const more = () => find(element, `.act [aria-label*="${address}"]`);
  await waitUntil(more, 'the row', { timeout: 10_000 });
  more()!.click();
};

describe('<hc-mailboxes>: webmail', () => {
  const real = window.open;
  afterEach(() => {
    window.open = real;
  });

  it('M2: leads a window of the click to the mailbox by keyboard alone; the link is nowhere in the page', async () => {
    const seen = windows(true);
    const line = lineOf(/POST .*\/webmail$/);
    line.state = 'held';
    const element = await open({ intercept: line.intercept });
    button(element, `More for ${info}`)!.focus();
    await sendKeys({ press: 'Enter' });
    await waitUntil(() => focused()?.textContent?.includes('Open in the webmail'), 'the likeliest comes first');
    await sendKeys({ press: 'Enter' });
    // In the click itself: a browser lets us open none later.
    expect(seen.asked).to.deep.equal([['about:blank', '_blank']]);
    await shows(element, `${info} is being opened in another window`);
    line.release();
    await waitUntil(() => seen.led.length === 1, 'led', { timeout: 10_000 });
    expect(seen.led[0]).to.match(link);
    expect(seen.opener).to.equal(null);
    await waitUntil(() => !text(element).includes('being opened'), 'said no more');
    expect(element.shadowRoot!.innerHTML).not.to.contain('hcwm_');
  });

  it('M2: where the browser opens no window there is a link to press, which holds its address no longer than it is followed', async () => {
    windows(false);
    const element = await open();
    await menu(element, info);
    await press(element, 'Open in the webmail');
    await shows(element, 'Your browser kept us from opening a window.');
    await waitUntil(() => focused()?.localName === 'a', 'the focus on the link');
    const anchor = find<HTMLAnchorElement>(element, '#webmail a')!;
    await expect(element).to.be.accessible();
    expect(anchor.rel).to.equal('noopener noreferrer');
    expect(element.shadowRoot!.innerHTML).not.to.contain('hcwm_');
    let followed = '';
    element.addEventListener('click', (event) => {
      followed = anchor.href;
      event.preventDefault();
    });
    await sendKeys({ press: 'Enter' });
    expect(followed).to.match(link);
    await waitUntil(() => !find(element, '#webmail'), 'gone');
    expect(anchor.href).to.equal('about:blank');
  });

  it('M2: says why it did not open, closes the window and tells the page', async () => {
    const seen = windows(true);
    const element = await open({
      intercept: ({ url }) => (url.endsWith('/webmail') ? new Response('{}', { status: 503 }) : undefined),
    });
    await menu(element, info);
    const heard = oneEvent(element, 'hc-action-failed');
    await press(element, 'Open in the webmail');
    const { action } = (await heard) as unknown as HcActionFailedEvent;
    expect(action).to.equal('mail.mailbox.open');
    expect([seen.closed, seen.led.length]).to.deep.equal([1, 0]);
    await waitUntil(() => find(element, '.status'), 'said', { timeout: 10_000 });
    expect(text(element)).not.to.contain('being opened');
  });

  it('M2: is not offered where the label or the platform has none, and greyed with why of one that is suspended', async () => {
    const element = await open();
    await menu(element, 'vakantiekracht@brotlinde.eu');
    await shows(element, 'Open in the webmail The mailbox is suspended. End that first.');
    const off = { 'mail.mailbox.open': {} };
    const without = [
      await open({ settings: { policy: { hiddenTabs: [], disabledActions: off } } }),
      await open({ mail: memoryMail({ webmail: undefined }) }),
    ];
    for (const one of without) {
      await menu(one, info);
      await shows(one, 'Set up a phone or program');
      expect(text(one)).not.to.contain('Open in the webmail');
    }
  });

  it('M1: one that waits for its owner’s first sign-in leads there, in its row and its set-up', async () => {
    const mail = memoryMail({ firstSignIn: (address) => `https://first.example/?${address}` });
    const element = await open({ mail });
    await press(element, 'Create mailbox');
    await waitUntil(() => find(element, '[name="local"]'), 'the form', { timeout: 10_000 });
    find<HTMLInputElement>(element, '[name="local"]')!.value = 'first';
    await press(element, 'Generate');
    await waitUntil(() => find<HTMLInputElement>(element, '#password')?.value.length, 'a password');
    find<HTMLButtonElement>(element, 'dialog [type="submit"]')!.click();
    await shows(element, 'Waiting for the first sign-in');
    const leads = (scope: string) => find<HTMLAnchorElement>(element, `${scope} a[href^="https://first.example/"]`);
    expect(leads('tbody')?.rel).to.equal('noopener noreferrer');
    await press(element, 'first@brotlinde.eu');
    await shows(element, 'Programs can sign in once you have opened the mailbox.');
    expect(leads('dialog')?.href).to.equal('https://first.example/?first@brotlinde.eu');
    await expect(element).to.be.accessible();
  });

  it('speaks Dutch and German', async () => {
    windows(false);
    const dutch = await open({}, 'nl');
    await menu(dutch, info);
    await press(dutch, 'Openen in de webmail');
    await shows(dutch, 'Uw browser liet ons geen venster openen.');
    const german = await open({ label: 'smidse' }, 'de');
    await menu(german, '@');
    await press(german, 'Im Webmail öffnen');
    await shows(german, 'Ihr Browser ließ uns kein Fenster öffnen.');
  });
});
