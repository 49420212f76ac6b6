import { expect, waitUntil } from '@open-wc/testing';
import type { ZoneAnswer } from '../../../bff/domains/answers.ts';
import '../../../components/domains/hc-dns-editor.ts';
import { ApiError } from '../../../components/shared/api-error.ts';
import type { HcDnsEditor } from '../../../components/domains/hc-dns-editor.ts';
import { button, find, idOf, mount, press, shows } from './mount.ts';

const domain = idOf('lindenloaf.com');
async function open(options = {}, lang = 'en') {
  const { element, panel } = await mount<HcDnsEditor>('hc-dns-editor', { domain }, options, lang);
  await waitUntil(() => element.shadowRoot?.querySelector('tbody tr'), 'records', { timeout: 10_000 });
  const read = async () =>
    (await (await panel.api.v1.domains[':id'].dns.$get({ param: { id: domain } })).json()) as ZoneAnswer;
  return { element, read };
}

describe('D7: templates, in <hc-dns-editor>', () => {
  it('D7: chooses one, shows what it would do, publishes it as one, and joins the sender policy', async () => {
    const { element, read } = await open();
    await press(element, 'More for lindenloaf.com');
    await press(element, 'Use a template');
    await shows(element, 'What is the domain for?');
    await expect(element).to.be.accessible();
    await press(element, /^Google Workspace/);
    await press(element, 'See what changes');
    await shows(element, 'Your mail moves.');
    expect(find(element, '.proposal')).to.equal(element.shadowRoot!.activeElement);
    await expect(element).to.be.accessible();
    await press(element, 'Publish 2 changes');
    await shows(element, '2 changes published');
    const texts = (await read()).rrsets.find(({ name, type }) => name === '@' && type === 'TXT')!.records;
    expect(texts.filter((one) => one.startsWith('v=spf1'))).to.deep.equal([
      'v=spf1 include:_spf.tidewell.example include:spf.letters.example include:_spf.google.com -all',
    ]);
  });

  it('D7: a list that does not come is said, and what the label switched off is not offered', async () => {
    const cut = await open({
      intercept: (request: Request) =>
        request.url.endsWith('/templates') ? Promise.reject(new ApiError(0)) : undefined,
    });
    await press(cut.element, 'More for lindenloaf.com');
    await press(cut.element, 'Use a template');
    await shows(cut.element, 'We could not be reached.');
    const policy = { hiddenTabs: [], disabledActions: { 'domains.template.apply': {} } };
    const off = await open({ settings: { policy } }, 'nl');
    await press(off.element, 'Meer voor lindenloaf.com');
    await waitUntil(() => button(off.element, 'Zonebestand importeren'));
    expect(button(off.element, 'Sjabloon gebruiken')).to.equal(undefined);
  });
});
