import { expect, oneEvent, waitUntil } from '@open-wc/testing';
import { plainText } from '../../../bff/domains/rules-text.ts';
import type { ZoneAnswer } from '../../../bff/domains/answers.ts';
import type { RRset } from '../../../bff/domains/records.ts';
import { ResolverError, type AskedType, type Resolver } from '../../../bff/platform/resolver/port.ts';
import type { DnsPublishedEvent } from '../../../components/domains/events.ts';
import '../../../components/mail/hc-mail.ts';
import '../../../components/mail/hc-mail-health.ts';
import type { HcMail } from '../../../components/mail/hc-mail.ts';
import type { HcMailHealth } from '../../../components/mail/hc-mail-health.ts';
import { button, find, focused, idOf, mount, press, shows, text, type MemoryPanel } from '../domains/mount.ts';
import { makeMailKeys } from './mail-keys.ts';
import type { MemoryOptions } from '../memory-panel.ts';

const domain = idOf('brotlinde.eu');

/** A public DNS that says what our own zone says. */
function zoneResolver() {
  const world: { panel: MemoryPanel | undefined; silent: boolean } = { panel: undefined, silent: false };
  const resolver: Resolver = {
    async records(name: string, type: AskedType) {
      if (world.silent) throw new ResolverError();
      const answer = await world.panel!.api.v1.domains[':id'].dns.$get({ param: { id: domain } });
      const { rrsets } = (await answer.json()) as ZoneAnswer;
      const owner = name === 'brotlinde.eu' ? '@' : name.replace(/\.brotlinde\.eu$/, '');
      const found = rrsets.find((rrset: RRset) => rrset.name === owner && rrset.type === type);
      return (found?.records ?? []).map((record) => (type === 'TXT' ? plainText(record) : record));
    },
    ask: async () => ({ state: 'authoritative', serial: 1 }),
  };
  return { world, resolver };
}

async function open(options: MemoryOptions = {}, lang = 'en', set: Partial<HcMailHealth> = {}) {
  const { world, resolver } = zoneResolver();
  const prepare = async (panel: MemoryPanel) => {
    world.panel = panel;
    await makeMailKeys(panel);
  };
  const { element, panel } = await mount<HcMailHealth>('hc-mail-health', set, { resolver, prepare, ...options }, lang);
  return { element, panel, world };
}

describe('<hc-mail-health>', () => {
  it('M5: says what is wrong in words, and mends all of it as one change set that is seen first', async () => {
    const { element } = await open();
    await shows(element, '3 problems, 3 to improve');
    expect(text(element)).to.contain('Mail goes to mx1.tidewell.example, mx2.tidewell.example.');
    expect(text(element)).to.contain('The policy does not name our servers (include:spf.tidewell.example).');
    await expect(element).to.be.accessible();
    await press(element, 'Mend all');
    await shows(element, 'Change the records of brotlinde.eu?');
    await waitUntil(() => element.shadowRoot!.querySelectorAll('.diff > li').length === 10, 'ten changes', {
      timeout: 10_000,
    });
    await expect(element).to.be.accessible();
    const heard = oneEvent(element, 'hc-dns-published');
    await press(element, 'Publish');
    expect(((await heard) as unknown as DnsPublishedEvent).action).to.equal('mail.health.fix');
    await shows(element, 'All works, 2 to improve');
    expect(text(element)).to.contain('Create that mailbox or forward first.');
    expect(button(element, 'Mend: Reports on encryption (TLS-RPT)')).to.equal(undefined);
    expect(focused()).not.to.equal(document.body);
    await press(element, 'Undo');
    await shows(element, '3 problems, 3 to improve');
  });

  it('M5: mends one thing alone, and keeps the rest', async () => {
    const { element } = await open();
    await press(element, 'Mend: Who may send (SPF)');
    await shows(element, 'include:spf.tidewell.example');
    await press(element, 'Publish');
    await shows(element, '2 problems, 3 to improve');
    expect(button(element, 'Mend: Who may send (SPF)')).to.equal(undefined);
  });

  it('M5: a public DNS that does not answer is no problem of the domain', async () => {
    const { element, world } = await open();
    await shows(element, '3 problems');
    world.silent = true;
    await press(element, 'Check again');
    await shows(element, 'Not everybody answered');
    expect(text(element)).to.contain('Nobody answered in time.');
  });

  it('offers nothing to mend where the label does not let it, and another domain to look at', async () => {
    const { element } = await open({
      settings: { policy: { hiddenTabs: [], disabledActions: { 'mail.health.fix': {} } } },
    });
    await shows(element, '3 problems');
    expect(button(element, 'Mend all')).to.equal(undefined);
    const select = find<HTMLSelectElement>(element, 'select')!;
    expect([...select.options].map((option) => option.text.trim())).to.deep.equal([
      'brotlinde.eu',
      'lindenbäckerei.de',
    ]);
  });

  it('says it where no domain leads its mail here, and speaks Dutch and German', async () => {
    const { element } = await open({ customer: 'T-1131' });
    await shows(element, 'No domain leads its mail here');
    await expect(element).to.be.accessible();
    const { element: dutch } = await open({}, 'nl');
    await shows(dutch, '3 problemen, 3 kan beter');
  });
});

describe('<hc-mail>', () => {
  it('leads from mailboxes to forwards to health, and the page may take that over', async () => {
    const { resolver } = zoneResolver();
    const { element } = await mount<HcMail>('hc-mail', {}, { resolver });
    await shows(element, 'Mailboxes 6 of 25');
    await expect(element).to.be.accessible();
    const heard = oneEvent(element, 'hc-navigate');
    await press(element, 'Forwards');
    expect(((await heard) as unknown as { path: string }).path).to.equal('mail/forwards');
    await shows(element, 'team@brotlinde.eu');
    await press(element, 'Health');
    await shows(element, 'Mail health');
  });
});
