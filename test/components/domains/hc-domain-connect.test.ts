import { expect, waitUntil } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import type { ZoneAnswer } from '../../../bff/domains/answers.ts';
import '../../../components/domains/hc-dns-editor.ts';
import '../../../components/domains/hc-domain-connect.ts';
import '../../../components/account/hc-sign-in.ts';
import type { HcDomainConnect } from '../../../components/domains/hc-domain-connect.ts';
import { outside } from '../account/account-bff.ts';
import { place } from '../shared/mount.ts';
import { button, find, idOf, mount, press, shows, text } from './mount.ts';

const domain = idOf('lindenloaf.com');
const shop = { provider: 'kassa.example', service: 'shop' };
const home = 'https://www.kassa.example/connected';
const asks = (more: Record<string, string> = {}) =>
  new URLSearchParams({
    domain: 'lindenloaf.com',
    host: 'winkel',
    region: 'eu',
    challenge: 'c0ffee',
    ...more,
  }).toString();
const back = { redirect_uri: home, state: 'tray 7' };

async function open(query = asks(back), options: Parameters<typeof mount>[2] = {}, lang = 'en') {
  const led: string[] = [];
  const lead = (address: string) => void led.push(address);
  const set = { ...shop, query, lead, level: 1 };
  const { element, panel } = await mount<HcDomainConnect>('hc-domain-connect', set, options, lang);
  const zone = async () =>
    (await (await panel.api.v1.domains[':id'].dns.$get({ param: { id: domain } })).json()) as ZoneAnswer;
  return { element, panel, led, zone };
}

describe('<hc-domain-connect>', () => {
  it('D7: says who asks and what would change, and does it after a click alone', async () => {
    const { element, led, zone } = await open(asks({ ...back, providerName: 'Bakers United' }));
    await shows(element, 'Set up winkel.lindenloaf.com for Web shop?');
    for (const words of [
      'Kassa asks to change DNS records of lindenloaf.com',
      'by way of Bakers United',
      'Did you begin this yourself?',
      'eu.shops.kassa.example',
      'c0ffee',
      'You then go back to www.kassa.example',
    ])
      await shows(element, words);
    await expect(element).to.be.accessible();
    const { version } = await zone();
    expect(led).to.deep.equal([]);
    await press(element, 'Apply');
    await shows(element, 'winkel.lindenloaf.com is set up');
    expect(led).to.deep.equal([`${home}?state=tray+7`]);
    const after = await zone();
    expect(after.version).to.equal(version + 1);
    expect(after.rrsets.find(({ name, type }) => name === 'winkel' && type === 'CNAME')?.records).to.deep.equal([
      'eu.shops.kassa.example',
    ]);
    await expect(element).to.be.accessible();
    const editor = Object.assign(document.createElement('hc-dns-editor'), { domain });
    element.replaceWith(editor);
    await press(editor, 'More for lindenloaf.com');
    await press(editor, 'History');
    await shows(editor, 'for Kassa: Web shop');
  });

  it('D7: by keyboard alone; cancelled, nothing changes and the service learns of it', async () => {
    const { element, led, zone } = await open();
    await waitUntil(() => button(element, 'Apply'));
    const { version } = await zone();
    button(element, 'Apply')!.focus();
    await sendKeys({ press: 'Tab' });
    await sendKeys({ press: 'Enter' });
    await shows(element, 'Nothing was changed');
    expect(led).to.deep.equal([`${home}?state=tray+7&error=access_denied&error_description=user_cancel`]);
    expect((await zone()).version).to.equal(version);
  });

  it('D7: without a way back that is safe nobody is led anywhere, and the window ends', async () => {
    const original = globalThis.close;
    let closed = 0;
    globalThis.close = () => void (closed += 1);
    try {
      const { element, led } = await open(asks({ redirect_uri: 'https://evil.example/' }));
      await shows(element, 'eu.shops.kassa.example');
      expect(text(element)).not.to.contain('evil.example');
      await press(element, 'Apply');
      await shows(element, 'You can close this window.');
      expect([led, closed]).to.deep.equal([[], 1]);
      expect(find(element, 'a')).to.equal(undefined);
    } finally {
      globalThis.close = original;
    }
  });

  it('D7 D6: what somebody else changed meanwhile is looked at anew before it is applied', async () => {
    const { element, panel, led, zone } = await open();
    await shows(element, 'Apply');
    const { version } = await zone();
    const changes = [{ op: 'set' as const, name: 'winkel', type: 'A' as const, ttl: 300, records: ['192.0.2.99'] }];
    await panel.api.v1.domains[':id'].dns.$post({ param: { id: domain }, json: { version, changes } });
    await press(element, 'Apply');
    await shows(element, 'Someone else changed these records meanwhile.');
    await shows(element, '192.0.2.99');
    expect(led).to.deep.equal([]);
    await expect(element).to.be.accessible();
    await press(element, 'Apply');
    await shows(element, 'is set up');
    expect((await zone()).rrsets.some(({ name, type }) => name === 'winkel' && type === 'A')).to.equal(false);
  });

  it('D7: what is there already needs no change, only a way on', async () => {
    const first = await open();
    await press(first.element, 'Apply');
    await shows(first.element, 'is set up');
    const { element, led } = await open(asks(back), {
      intercept: (request) =>
        request.url.includes('/connect?')
          ? first.panel.api.v1.domains.connect.$get({ query: { ...shop, query: asks(back) } })
          : undefined,
    });
    await shows(element, 'All of it is there already');
    expect(button(element, 'Apply')).to.equal(undefined);
    await press(element, 'Continue');
    expect(led).to.deep.equal([`${home}?state=tray+7`]);
  });

  it('D7: says why a request leads to nothing, and back is the only way', async () => {
    const cases: [Partial<HcDomainConnect>, string][] = [
      [{ query: asks({ ...back, domain: 'nobody.example' }) }, 'Linden & Loaf has no domain for winkel.nobody.example'],
      [{ query: asks({ ...back, host: '' }) }, 'needs a name below lindenloaf.com'],
      [{ query: `domain=lindenloaf.com&host=winkel&redirect_uri=${encodeURIComponent(home)}` }, 'region, challenge'],
      [{ query: asks({ ...back, region: 'a b' }) }, 'cannot stand in your zone'],
      [{ query: 'domain=a.example&domain=b.example' }, 'is damaged'],
      [
        { provider: 'letters.example', service: 'newsletter', query: 'domain=lindenloaf.com&proof=1' },
        'is not signed by Letters',
      ],
      [{ service: 'none' }, 'We do not know this service'],
    ];
    for (const [set, words] of cases) {
      const { element, led } = await open();
      Object.assign(element, set);
      await shows(element, words);
      expect(button(element, 'Apply'), words).to.equal(undefined);
      await expect(element).to.be.accessible();
      if (!button(element, 'Back to www.kassa.example')) continue;
      await press(element, 'Back to www.kassa.example');
      expect(led[0]).to.match(
        /^https:\/\/www\.kassa\.example\/connected\?(?:state=tray\+7&)?error=(?:access_denied|invalid_request)$/,
      );
    }
  });

  it('D7 L1: what the label switched off is not offered, with its reason', async () => {
    const policy = (reason?: string) => ({
      settings: {
        policy: { hiddenTabs: [], disabledActions: { 'domains.connect.apply': reason ? { reason } : {} } },
      },
    });
    const { element } = await open(asks(back), policy('Ask our desk.'));
    await shows(element, 'Ask our desk.');
    expect(button(element, 'Apply')).to.equal(undefined);
    const silent = await open(asks(back), policy());
    await shows(silent.element, 'Your provider does not offer this here.');
    await press(silent.element, 'Cancel');
    expect(silent.led[0]).to.contain('error=access_denied');
  });

  it('D7: speaks the page’s language, and asks for the sign-in first', async () => {
    const { element } = await open(
      asks(back),
      { settings: { locale: { languages: ['nl', 'de', 'en'], timeZone: 'Europe/Amsterdam' } } },
      'de',
    );
    await shows(element, 'winkel.lindenloaf.com für Web shop einrichten?');
    expect(button(element, 'Anwenden')).not.to.equal(undefined);
    const { add } = await place(outside);
    const other = Object.assign(add<HcDomainConnect>('hc-domain-connect'), { ...shop, query: asks() });
    await waitUntil(() => find(other, '#login'));
    expect(button(other, 'Apply')).to.equal(undefined);
  });
});
