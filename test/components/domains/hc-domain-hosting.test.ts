import { expect, waitUntil } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import '../../../components/domains/hc-domain-hosting.ts';
import type { DomainHosting } from '../../../bff/domains/hosting-link/answers.ts';
import type { HcDomainHosting } from '../../../components/domains/hc-domain-hosting.ts';
import { button, find, focused, idOf, lineOf, mount, press, shows, text } from './mount.ts';

const open = (options = {}, lang = 'en', domain = idOf('lindenloaf.com')) =>
  mount<HcDomainHosting>('hc-domain-hosting', { domain }, options, lang);
const dialog = (element: Element) => find(element, 'dialog[open]');

describe('<hc-domain-hosting>', () => {
  it('D1: shows which records change before it links, keeps who takes the mail, and brings all back when it ends', async () => {
    const { element, panel } = await open();
    await shows(element, '0 of 5 domains');
    await shows(element, 'That stays so unless you tick this.');
    expect(find<HTMLInputElement>(element, '[name=mail]')!.checked, 'foreign mail stays').to.equal(false);
    await expect(element).to.be.accessible();
    await press(element, 'See what changes');
    await waitUntil(() => dialog(element), 'the review');
    expect(text(element)).to.contain('Link lindenloaf.com to Web M?');
    expect(text(element)).not.to.contain('MX');
    await expect(element).to.be.accessible();
    find<HTMLElement>(element, 'dialog .primary')!.click();
    await shows(element, 'Linked');
    await shows(element, 'web7.tidewell.example');
    await waitUntil(() => !dialog(element), 'closed');
    await expect(element).to.be.accessible();
    await press(element, 'Unlink');
    await shows(element, 'Unlink lindenloaf.com from Web M?');
    await waitUntil(() => find(element, 'dialog .diff'), 'what comes back');
    find<HTMLElement>(element, 'dialog .danger')!.click();
    await shows(element, '0 of 5 domains');
    expect(panel).to.be.an('object');
  });

  it('D1: a site below the domain, by keyboard, with what is wrong said at its field', async () => {
    const { element } = await open();
    await waitUntil(() => find(element, '[value=subdomain]'), 'the form');
    find<HTMLInputElement>(element, '[value=subdomain]')!.focus();
    await sendKeys({ press: ' ' });
    await waitUntil(() => find(element, '#host'), 'a name');
    expect(find(element, '[name=mail]')).to.equal(undefined);
    find<HTMLInputElement>(element, '#host')!.focus();
    await sendKeys({ type: 'my_shop' });
    await sendKeys({ press: 'Enter' });
    await shows(element, 'A site has no underscore in its name.');
    const host = find<HTMLInputElement>(element, '#host')!;
    host.select();
    await sendKeys({ type: 'brood' });
    await sendKeys({ press: 'Enter' });
    await waitUntil(() => dialog(element), 'the review');
    expect(find(element, 'dialog .diff')!.textContent).to.contain('brood').and.not.contain('www');
    find<HTMLElement>(element, 'dialog .primary')!.click();
    await shows(element, 'brood.lindenloaf.com');
  });

  it('D1: warns of redirects whose visitors it would lead elsewhere', async () => {
    const { element } = await open({}, 'en', idOf('lindenloaf.be'));
    await press(element, 'See what changes');
    await waitUntil(() => find(element, 'dialog .banner.warn'), 'the warning');
    expect(find(element, 'dialog .banner.warn')!.textContent).to.contain('lindenloaf.be');
  });

  it('D1: with the DNS elsewhere it says what to set there', async () => {
    const { element } = await open({}, 'en', idOf('linden-loaf.nl'));
    await press(element, 'See what changes');
    await shows(element, 'so no record changes here');
    find<HTMLElement>(element, 'dialog .primary')!.click();
    await shows(element, 'Set these records there:');
    await expect(element).to.be.accessible();
  });

  it('D1: looks once more where a look failed, also at what somebody changed meanwhile', async () => {
    const line = lineOf(/\/unlink\/preview$/);
    const { element, panel } = await open({ intercept: line.intercept });
    await press(element, 'See what changes');
    await waitUntil(() => dialog(element), 'the review');
    find<HTMLElement>(element, 'dialog .primary')!.click();
    await shows(element, 'web7.tidewell.example');
    line.state = 'cut';
    await press(element, 'Unlink');
    await shows(element, 'We could not be reached.');
    await expect(element).to.be.accessible();
    line.state = 'open';
    button(element, 'Try again')!.focus();
    await sendKeys({ press: 'Enter' });
    await waitUntil(() => find(element, 'dialog .diff'), 'what comes back', { timeout: 10_000 });
    expect(focused()?.closest('dialog footer')).to.exist;
    const param = { id: idOf('lindenloaf.com') };
    const zone = (await (await panel.api.v1.domains[':id'].dns.$get({ param })).json()) as { version: number };
    const changes = [{ op: 'set', name: 'x', type: 'A', ttl: 300, records: ['192.0.2.9'] }];
    await panel.api.v1.domains[':id'].dns.$post({ param, json: { version: zone.version, changes } } as never);
    find<HTMLElement>(element, 'dialog .danger')!.click();
    await shows(element, 'The records were changed meanwhile.');
    await waitUntil(() => find(element, 'dialog .diff'), 'what comes back now', { timeout: 10_000 });
    find<HTMLElement>(element, 'dialog .danger')!.click();
    await shows(element, '0 of 5 domains');
  });

  it('D1: says that a plan got its main name meanwhile', async () => {
    const { element, panel } = await open();
    await waitUntil(() => find<HTMLInputElement>(element, '[value=primary]')?.checked, 'the form');
    const { hosting } = panel.api.v1.domains[':id'];
    const param = { id: idOf('lindenloaf.be') };
    const { version, plans } = (await (await hosting.$get({ param })).json()) as DomainHosting;
    const subscription = find<HTMLSelectElement>(element, '[name=subscription]')!.value;
    expect(plans.some(({ id }) => id === subscription)).to.equal(true);
    const wish = { subscription, role: 'primary', host: '', mail: false, version } as const;
    expect((await hosting.$post({ param, json: wish })).status).to.equal(200);
    await press(element, 'See what changes');
    await shows(element, 'This plan has a main name already.');
    await expect(element).to.be.accessible();
  });

  it('D1: draws nothing of what the label switched off', async () => {
    const policy = {
      hiddenTabs: [],
      disabledActions: { 'domains.hosting.link': { reason: 'Ask us by phone.' }, 'domains.hosting.unlink': {} },
    };
    const { element } = await open({ settings: { policy } });
    await shows(element, 'Ask us by phone.');
    expect(button(element, 'See what changes')).to.equal(undefined);
  });

  it('speaks Dutch and German', async () => {
    await shows((await open({}, 'nl')).element, 'Bekijk wat er verandert');
    const german = { label: 'smidse', customer: 'S-2001' } as const;
    await shows((await open(german, 'de', idOf('kaltofen.dev'))).element, 'Ansehen, was sich ändert');
  });
});
