import { expect, waitUntil } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import type { DomainDrift } from '../../../bff/domains/drift/answers.ts';
import { memoryRegistrar } from '../../../bff/platform/registrar/memory.ts';
import { problemBody, Problem } from '../../../bff/http/problem.ts';
import '../../../components/domains/hc-domain-drift.ts';
import type { HcDomainDrift } from '../../../components/domains/hc-domain-drift.ts';
import { button, find, idOf, mount, press, shows, text } from './mount.ts';

const domain = { id: idOf('lindenloaf.com'), name: 'lindenloaf.com', unicodeName: 'lindenloaf.com' };
const open = (options = {}, lang = 'en') =>
  mount<HcDomainDrift>('hc-domain-drift', { domain: domain.id }, options, lang);
const servers: DomainDrift['items'][number] = {
  kind: 'name_servers',
  subject: '',
  where: 'registry',
  ours: { values: ['ns1.tidewell.example'] },
  theirs: { values: ['ns1.elsewhere.example'] },
  since: '2026-11-20T02:00:00.000Z',
  may: ['ours', 'theirs'],
};
const record: DomainDrift['items'][number] = {
  ...servers,
  kind: 'record',
  subject: '@ A',
  where: 'name_server',
  ours: { values: ['192.0.2.1'], ttl: 3600 },
  theirs: { values: ['192.0.2.1'], ttl: 300 },
};
const answer = (items: DomainDrift['items'], more = {}): DomainDrift => ({
  domain,
  items,
  seen: 'seen',
  looking: false,
  denied: {},
  ...more,
});

/** A BFF that found differences, and remembers what was chosen. */
function differing(items = [servers, record], refusal?: Problem) {
  const chosen: unknown[] = [];
  const intercept = async (request: Request) => {
    const { pathname } = new URL(request.url);
    if (!pathname.includes('/drift')) return undefined;
    if (pathname.endsWith('/resolve')) {
      chosen.push(await request.clone().json());
      if (refusal) {
        const { body } = problemBody(refusal, 'req_1');
        return new Response(JSON.stringify(body), { status: body.status });
      }
      return Response.json(answer(items.slice(1)));
    }
    return Response.json(answer(items));
  };
  return { chosen, intercept };
}

describe('<hc-domain-drift>', () => {
  it('drift: compares when it is asked, and says that all is the same', async () => {
    const { element } = await open();
    await shows(element, 'Nothing is different there');
    await press(element, 'Compare now');
    await waitUntil(() => button(element, 'Compare now'), 'it was compared', { timeout: 10_000 });
    await shows(element, 'The same');
    await expect(element).to.be.accessible();
  });

  it('drift: shows both sides, and puts right there what the customer keeps here', async () => {
    const registrar = memoryRegistrar();
    const { element } = await open({ registrar });
    await shows(element, 'Nothing is different there');
    const there = (await registrar.read(domain.name))!;
    await registrar.update({
      ...{ name: domain.name, privacy: null, hosts: there.hosts },
      nameServers: ['ns1.elsewhere.example', 'ns2.elsewhere.example'],
      locked: there.statuses.includes('clientTransferProhibited'),
    });
    await press(element, 'Compare now');
    await shows(element, 'ns1.elsewhere.example');
    await press(element, 'Keep what is here');
    await shows(element, 'Put it there as it is here?');
    find<HTMLElement>(element, 'dialog .primary')!.click();
    await shows(element, 'It is being put right there');
    await waitUntil(async () => (await registrar.read(domain.name))!.nameServers[0] === there.nameServers[0]);
  });

  it('drift: tells of a holder line by line, and of a domain that is held whom to ask', async () => {
    const lines = (name: string) => ({ values: [name, '', 'Ovenweg 1', '1011 AB', 'Amsterdam', '', 'NL', '', ''] });
    const items = [
      { ...servers, kind: 'registrant' as const, ours: lines('Marieke'), theirs: lines('Tessa') },
      { ...servers, kind: 'hold' as const, ours: { values: ['off'] }, theirs: { values: ['on'] }, may: [] },
    ];
    const { element } = await open(differing(items));
    await shows(element, 'Tessa');
    await shows(element, 'Please ask us');
    const sides = element.shadowRoot!.querySelectorAll('dd');
    expect(sides[0]!.querySelectorAll('br').length).to.equal(4);
    expect([sides[2]!, sides[3]!].map((side) => side.textContent?.trim())).to.deep.equal(['off', 'on']);
    await expect(element).to.be.accessible();
  });

  it('drift: says what follows before it is chosen, by keyboard, and tells which difference with what was seen', async () => {
    const { chosen, intercept } = differing();
    const { element } = await open({ intercept });
    await shows(element, '2 differences');
    await expect(element).to.be.accessible();
    button(element, 'Take what is there')!.focus();
    await sendKeys({ press: 'Enter' });
    await shows(element, 'Take over what is there?');
    await expect(element).to.be.accessible();
    await press(element, 'Cancel');
    expect(chosen).to.deep.equal([]);
    await press(element, 'Take what is there');
    find<HTMLElement>(element, 'dialog .primary')!.click();
    await shows(element, 'Taken over');
    expect(chosen).to.deep.equal([{ items: [{ kind: 'name_servers', subject: '' }], side: 'theirs', seen: 'seen' }]);
    await shows(element, 'One difference');
    expect(text(element)).to.contain('TTL 300');
  });

  it('drift: what changed since is read again, and said', async () => {
    const { intercept } = differing([servers], new Problem('version_conflict', { current: {} }));
    const { element } = await open({ intercept });
    await press(element, 'Keep what is here');
    find<HTMLElement>(element, 'dialog .primary')!.click();
    await shows(element, 'Something was found since you looked.');
  });

  it('drift: who may not choose sees the difference, and why', async () => {
    const intercept = async (request: Request) =>
      new URL(request.url).pathname.endsWith('/drift')
        ? Response.json(
            answer([servers], { denied: { 'domains.drift.resolve': { code: 'state_forbids', reason: 'Not now.' } } }),
          )
        : undefined;
    const { element } = await open({ intercept });
    await shows(element, 'Not now.');
    expect(button(element, 'Keep what is here')).to.equal(undefined);
  });

  for (const [lang, word] of [
    ['nl', 'Houden wat hier staat'],
    ['de', 'Behalten, was hier steht'],
  ] as const)
    it(`drift: speaks the language of the page: ${lang}`, async () => {
      const { element } = await open(
        { intercept: differing().intercept, ...(lang === 'de' && { label: 'smidse' }) },
        lang,
      );
      await shows(element, word);
    });
});
