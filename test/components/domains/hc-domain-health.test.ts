import { expect, waitUntil } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { memoryResolver } from '../../../bff/platform/resolver/memory.ts';
import { ResolverError } from '../../../bff/platform/resolver/port.ts';
import '../../../components/domains/hc-domain-health.ts';
import type { HcDomainHealth } from '../../../components/domains/hc-domain-health.ts';
import { button, find, focused, idOf, lineOf, mount, press, shows, text } from './mount.ts';

const servers = ['ns1.tidewell.example', 'ns2.tidewell.example'];
const known = {
  'lindenloaf.com NS': servers,
  'lindenloaf.com A': ['192.0.2.80'],
  'lindenloaf.com MX': ['10 mx.tidewell.example'],
  'mx.tidewell.example A': ['192.0.2.25'],
  'lindenloaf.com TXT': ['v=spf1 mx ~all'],
  'lindenloaf.com CAA': ['0 issue "other.example"'],
};
const open = (options = {}, lang = 'en', domain = idOf('lindenloaf.com')) =>
  mount<HcDomainHealth>('hc-domain-health', { domain }, { resolver: memoryResolver(known), ...options }, lang);

type Mounted = Awaited<ReturnType<typeof open>>['panel'];
const zoneOf = async ({ api }: Mounted) =>
  (await (await api.v1.domains[':id'].dns.$get({ param: { id: idOf('lindenloaf.com') } })).json()) as {
    version: number;
  };
const dmarc = { op: 'delete', name: '_dmarc', type: 'TXT' } as const;
async function without(panel: Mounted, ...changes: (typeof dmarc | { op: 'delete'; name: '@'; type: 'CAA' })[]) {
  const { version } = await zoneOf(panel);
  const param = { id: idOf('lindenloaf.com') };
  expect((await panel.api.v1.domains[':id'].dns.$post({ param, json: { version, changes } })).status).to.equal(200);
}

describe('<hc-domain-health>', () => {
  it('health: says by groups what is well, what is not and what to do, and checks again', async () => {
    let at = 1;
    const resolver = {
      ...memoryResolver(known),
      ask: async (server: string) =>
        server === servers[1] && at === 1
          ? ({ state: 'lame' } as const)
          : ({ state: 'authoritative', serial: at } as const),
    };
    const { element, panel } = await open({ resolver });
    await shows(element, '1 problem');
    await shows(element, 'These do not answer for this domain: ns2.tidewell.example.');
    expect([...element.shadowRoot!.querySelectorAll('h3')].map((one) => one.textContent?.trim())).to.deep.equal([
      'Delegation',
      'Mail',
      'Security',
      'Web',
      'Registration',
    ]);
    await expect(element).to.be.accessible();
    at = 2;
    // What was found a moment ago is not asked again.
    const { now } = panel.deps;
    Object.assign(panel.deps, { now: () => now() + 60_000 });
    await press(element, 'Check again');
    await shows(element, 'answer for this domain, with the same zone (2)');
    expect(text(element)).not.to.contain('1 problem');
  });

  it('health: shows what would mend it before it is published, by keyboard, and takes it back', async () => {
    const { element, panel } = await open({ prepare: (panel: Mounted) => without(panel, dmarc) });
    await shows(element, 'There is no DMARC policy.');
    const zone = () => zoneOf(panel);
    const { version } = await zone();
    button(element, 'Mend: DMARC')!.focus();
    await sendKeys({ press: 'Enter' });
    await waitUntil(() => find(element, 'dialog .diff'), 'the change set', { timeout: 10_000 });
    expect(find(element, 'dialog ins')!.textContent).to.contain('v=DMARC1; p=none');
    await expect(element).to.be.accessible();
    expect((await zone()).version).to.equal(version);
    await press(element, 'Publish');
    await shows(element, 'Published. It takes a while');
    await waitUntil(() => focused() !== document.body, 'the focus', { timeout: 10_000 });
    expect((await zone()).version).to.equal(version + 1);
    button(element, 'Undo')!.focus();
    await sendKeys({ press: 'Enter' });
    await shows(element, 'Changed back');
    await waitUntil(() => focused()?.id === 'title', 'the focus stays here', { timeout: 10_000 });
    expect((await zone()).version).to.equal(version + 2);
  });

  it('health: looks once more where a look failed, and shows nothing of one that was left', async () => {
    const line = lineOf(/\/dns\/preview$/);
    const { element } = await open({
      prepare: (panel: Mounted) => without(panel, dmarc, { op: 'delete', name: '@', type: 'CAA' }),
      intercept: line.intercept,
    });
    await shows(element, 'There is no DMARC policy.');
    line.state = 'cut';
    await press(element, 'Mend: DMARC');
    await shows(element, 'That did not work.');
    await expect(element).to.be.accessible();
    line.state = 'open';
    button(element, 'Try again')!.focus();
    await sendKeys({ press: 'Enter' });
    await waitUntil(() => find(element, 'dialog .diff'), 'the change set', { timeout: 10_000 });
    expect(focused()?.closest('dialog footer')).to.exist;
    await press(element, 'Cancel');
    line.state = 'held';
    await press(element, 'Mend: CAA');
    await shows(element, 'Looking what would change');
    await press(element, 'Cancel');
    line.state = 'open';
    await press(element, 'Mend: DMARC');
    await waitUntil(() => find(element, 'dialog .diff'), 'of DMARC', { timeout: 10_000 });
    line.release();
    await new Promise((done) => setTimeout(done, 300));
    expect(find(element, 'dialog .diff')!.textContent).to.contain('v=DMARC1').and.not.contain('issue');
  });

  it('health: what nobody answers is not known; who may change nothing is offered nothing', async () => {
    const away = { records: () => Promise.reject(new ResolverError()), ask: () => Promise.reject(new ResolverError()) };
    const { element } = await open({ resolver: away, role: 'billing' });
    await shows(element, 'Nobody answered in time.');
    await shows(element, 'Registration');
    expect(text(element)).not.to.contain('1 problem');
    await expect(element).to.be.accessible();
    const policy = { hiddenTabs: [], disabledActions: { 'domains.dns.edit': {} } };
    const { element: off } = await open({ settings: { policy }, role: 'owner' });
    await shows(off, 'There is no DMARC policy.');
    expect(button(off, /^Mend/)).to.equal(undefined);
  });

  it('speaks Dutch and German', async () => {
    await shows((await open({}, 'nl')).element, 'CAA-records houden letsencrypt.org');
    const german = { label: 'smidse', customer: 'S-2001' } as const;
    await shows((await open(german, 'de', idOf('kaltofen.dev'))).element, 'Delegierung');
  });

  it('says that it cannot be reached, and tries again', async () => {
    let away = true;
    const intercept = ({ url }: Request) => {
      if (away && url.endsWith('/health')) throw new TypeError('Failed to fetch');
      return undefined;
    };
    const { element } = await open({ intercept });
    await waitUntil(() => find(element, '[role=alert]'), 'the failure', { timeout: 10_000 });
    away = false;
    await press(element, 'Try again');
    await shows(element, 'Delegation');
  });
});
