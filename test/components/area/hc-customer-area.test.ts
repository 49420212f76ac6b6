import { expect, waitUntil } from '@open-wc/testing';
import { sendKeys, setViewport } from '@web/test-runner-commands';
import '../../../components/area/hc-customer-area.ts';
import type { HcCustomerArea } from '../../../components/area/hc-customer-area.ts';
import { find, mount, shows, text } from '../domains/mount.ts';
import { place } from '../shared/mount.ts';
import { me } from '../shared/fake-bff.ts';

const open = async (hash = '', options = {}, lang = 'en') => {
  history.replaceState(null, '', `${location.pathname}${location.search}${hash}`);
  const { element, panel } = await mount<HcCustomerArea>('hc-customer-area', {}, options, lang);
  await waitUntil(() => find(element, '.tabs a'), 'the strip', { timeout: 10_000 });
  return { element, panel };
};
const current = (element: Element) => find(element, '.tabs [aria-current]')!.textContent!.trim();

describe('<hc-customer-area>', () => {
  afterEach(() => history.replaceState(null, '', location.pathname + location.search));

  it('shows the parts that have a panel, the first one open', async () => {
    const { element } = await open();
    expect([...element.shadowRoot!.querySelectorAll('.tabs a')].map((tab) => tab.textContent!.trim())).to.deep.equal([
      'Domains',
      'Mail',
      'Account',
    ]);
    expect(current(element)).to.equal('Domains');
    await shows(element, 'lindenloaf.com');
    await expect(element).to.be.accessible();
  });

  it('TH5: its frame leaves a narrow place to what is in it', async () => {
    const { element } = await open();
    element.toggleAttribute('frame', true);
    const padding = (width: string) => {
      element.parentElement!.style.width = width;
      return Number.parseFloat(getComputedStyle(element).paddingInlineStart);
    };
    expect(padding('328px')).to.be.within(12, 17);
    expect(padding('1000px')).to.equal(24);
  });

  it('leads by addresses that can be kept, by keyboard alone, back and forth', async () => {
    const { element } = await open('#/account');
    expect(current(element)).to.equal('Account');
    await shows(element, 'Where you are signed in');
    find(element, '.tabs a')!.focus();
    await sendKeys({ press: 'Enter' });
    await waitUntil(() => current(element) === 'Domains');
    expect(location.hash).to.equal('#/domains');
    await shows(element, 'lindenloaf.com');
    await expect(element).to.be.accessible();
    history.back();
    await waitUntil(() => current(element) === 'Account');
  });

  it('follows a panel that leads further, and lets the page take over', async () => {
    const { element } = await open();
    await waitUntil(() => find(element, '.rowlink'), 'rows', { timeout: 10_000 });
    const stop = (event: Event) => event.preventDefault();
    document.addEventListener('hc-navigate', stop);
    find(element, '.rowlink')!.click();
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(location.hash).to.equal('');
    document.removeEventListener('hc-navigate', stop);
    find(element, '.rowlink')!.click();
    await waitUntil(() => location.hash.startsWith('#/domains/dom_'));
  });

  it('leaves out what the label switched off', async () => {
    const { element } = await open('', {
      settings: { policy: { hiddenTabs: ['account', 'mail'], disabledActions: {} } },
    });
    expect(text(find(element, '.tabs')!).trim()).to.equal('Domains');
  });

  it('says so when nothing is open to the person', async () => {
    const { add } = await place({ me: { ...me, tabs: [] } });
    const element = add('hc-customer-area');
    await shows(element, 'No part of the customer area');
    await expect(element).to.be.accessible();
  });

  it('S11: an address of one customer does not lead the next who signs in on the same page', async () => {
    const { element, panel } = await open('#/domains/dom_1');
    const shared = panel as { me: typeof panel.me };
    shared.me = { ...panel.me!, user: { ...panel.me!.user, id: 'usr_other' } };
    element.requestUpdate();
    await waitUntil(() => location.hash === '#/', 'the first place');
    expect(current(element)).to.equal('Domains');
  });

  it('ignores addresses of the page’s own', async () => {
    const { element } = await open('#contact');
    expect(current(element)).to.equal('Domains');
    expect(location.hash).to.equal('#contact');
  });

  it('speaks the language of the page, and fits 320 px', async () => {
    await setViewport({ width: 320, height: 700 });
    try {
      const { element } = await open('#/account', { label: 'smidse' }, 'de');
      await shows(element, 'Konto');
      await shows(element, 'Wo Sie angemeldet sind');
      expect(document.documentElement.scrollWidth).to.be.at.most(320);
      await expect(element).to.be.accessible();
    } finally {
      await setViewport({ width: 1280, height: 800 });
    }
  });
});
