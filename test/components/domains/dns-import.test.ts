import { expect, oneEvent, waitUntil } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import type { ZoneAnswer } from '../../../bff/domains/answers.ts';
import '../../../components/domains/hc-dns-editor.ts';
import type { HcDnsEditor } from '../../../components/domains/hc-dns-editor.ts';
import type { DnsPublishedEvent } from '../../../components/domains/events.ts';
import { button, find, focused, idOf, mount, press, shows, text } from './mount.ts';

async function open(options = {}, lang = 'en', name = 'lindenloaf.com') {
  const { element, panel } = await mount<HcDnsEditor>('hc-dns-editor', { domain: idOf(name) }, options, lang);
  await waitUntil(() => element.shadowRoot?.querySelector('tbody tr'), 'records', { timeout: 10_000 });
  const read = async () =>
    (await (await panel.api.v1.domains[':id'].dns.$get({ param: { id: element.domain } })).json()) as ZoneAnswer;
  return { element, panel, read };
}
async function openImport(element: HcDnsEditor, file: string) {
  await press(element, 'More for lindenloaf.com');
  await press(element, 'Import a zone file');
  await waitUntil(() => find(element, '#zone-file'), 'dialog', { timeout: 10_000 });
  paste(element, file);
}
function paste(element: HcDnsEditor, file: string) {
  const area = find<HTMLTextAreaElement>(element, '#zone-file')!;
  area.value = file;
  area.dispatchEvent(new Event('input', { bubbles: true }));
}
const file = 'api 3600 IN A 192.0.2.9\n@ 3600 IN SOA a. b. 1 2 3 4 5\nwww 3600 IN CNAME shop.example.net\n';

describe('D4: a zone as a file, in <hc-dns-editor>', () => {
  it('D4: says in words what it has no word of its own for', async () => {
    const intercept = async (request: Request) => {
      if (!request.url.endsWith('/preview')) return undefined;
      const notes = [{ line: 2, code: 'code_of_tomorrow', skipped: true }];
      return Response.json({ diff: [], warnings: [], notes, skipped: 1, unchanged: 0 });
    };
    const { element } = await open({ intercept });
    await openImport(element, file);
    await press(element, 'See what changes');
    await shows(element, 'Line 2');
    expect(text(element)).to.contain('Left out. Please check this line.').and.not.to.contain('code_of_tomorrow');
  });

  it('D4: shows line by line what an import would do, publishes it as one, and undoes it', async () => {
    const { element, read } = await open();
    const before = await read();
    await openImport(element, file);
    await expect(element).to.be.accessible();
    await press(element, 'See what changes');
    await shows(element, 'Our name servers make this record themselves.');
    expect(text(element)).to.contain('Line 2').and.to.contain('Read as shop.example.net.lindenloaf.com.');
    expect(find(element, '.proposal')).to.equal(element.shadowRoot!.activeElement);
    expect((await read()).version).to.equal(before.version);
    await expect(element).to.be.accessible();
    const published = oneEvent(element, 'hc-dns-published') as unknown as Promise<DnsPublishedEvent>;
    await press(element, 'Publish 2 changes');
    expect((await published).action).to.equal('domains.dns.import');
    await shows(element, '2 changes published');
    expect((await read()).rrsets.find(({ name }) => name === 'api')?.records).to.deep.equal(['192.0.2.9']);
    button(element, 'Undo')!.focus();
    await sendKeys({ press: 'Enter' });
    await shows(element, 'The changes are undone');
    await waitUntil(() => focused()?.id === 'title', 'the focus stays here', { timeout: 10_000 });
    expect((await read()).rrsets).to.deep.equal(before.rrsets);
  });

  it('D4: what the file does not name goes only when asked to; nothing to do is said', async () => {
    const { element } = await open();
    await openImport(element, file);
    await press(element, /^Are removed/);
    await press(element, 'See what changes');
    await shows(element, 'Your mail stops.');
    await press(element, 'Back');
    await waitUntil(() => element.shadowRoot!.activeElement?.id === 'zone-file');
    await press(element, /^Stay as they are/);
    paste(element, '; nothing at all');
    await press(element, 'See what changes');
    await shows(element, 'nothing would change');
    expect(button(element, /^Publish/)).to.equal(undefined);
  });

  it('D4: of a file whose lines cannot be read it does not say that all is there; each is named with its number', async () => {
    const { element, read } = await open();
    await openImport(element, '$ORIGIN lindenloaf.com.\n@ 3600 IN\nwww 3600 IN A no-address\n');
    await press(element, 'See what changes');
    await shows(element, 'No record of this file can be taken over');
    expect(text(element))
      .to.contain('Line 2')
      .and.to.contain('Line 3')
      .and.to.contain('This line cannot be understood.');
    expect(text(element)).not.to.contain('is there already');
    await press(element, 'Back');
    const { name, ttl, records } = (await read()).rrsets.find(({ type }) => type === 'A')!;
    paste(element, `${records.map((record) => `${name} ${ttl} IN A ${record}`).join('\n')}\nwww nonsense`);
    await press(element, 'See what changes');
    await shows(element, 'What can be taken over is there already');
    expect(text(element)).to.contain(`Line ${records.length + 1}`);
  });

  it('D4: by keyboard alone; an empty field gets the caret, and Escape asks before a file is lost', async () => {
    const { element } = await open();
    await openImport(element, '');
    await press(element, 'See what changes');
    await shows(element, 'Paste a zone file or choose one.');
    await waitUntil(() => element.shadowRoot!.activeElement?.id === 'zone-file');
    await expect(element).to.be.accessible();
    await sendKeys({ type: 'k A 192.0.2.7' });
    await sendKeys({ press: 'Escape' });
    await waitUntil(() => find(element, 'dialog[open]') && text(element).includes('Discard'), 'asks');
  });

  it('D4: takes a chosen file', async () => {
    const { element } = await open();
    await openImport(element, '');
    const input = find<HTMLInputElement>(element, 'input[type=file]')!;
    const chosen = new DataTransfer();
    chosen.items.add(new File([file], 'lindenloaf.com.zone'));
    input.files = chosen.files;
    input.dispatchEvent(new Event('change'));
    await waitUntil(() => find<HTMLTextAreaElement>(element, '#zone-file')!.value === file);
  });

  it('D4 D6: someone else publishes between the look and the click: shown anew, then published', async () => {
    const { element, panel, read } = await open();
    await openImport(element, file);
    await press(element, 'See what changes');
    await shows(element, 'Line 2');
    const { version } = await read();
    const changes = [{ op: 'set', name: 'api', type: 'A', ttl: 3600, records: ['192.0.2.9'] }];
    await panel.api.v1.domains[':id'].dns.$post({ param: { id: element.domain }, json: { version, changes } } as never);
    await press(element, 'Publish 2 changes');
    await shows(element, 'Someone else changed these records meanwhile');
    await press(element, 'Publish 1 change');
    await shows(element, '1 change published');
  });

  it('D4: downloads the zone under the domain’s name', async () => {
    const { element, read } = await open();
    const { createObjectURL } = URL;
    const { click } = HTMLAnchorElement.prototype;
    let blob: Blob | undefined;
    let name = '';
    URL.createObjectURL = (given: Blob) => createObjectURL.call(URL, (blob = given));
    HTMLAnchorElement.prototype.click = function (this: HTMLAnchorElement) {
      name = this.download;
    };
    try {
      await press(element, 'More for lindenloaf.com');
      await press(element, 'Download as zone file');
      await waitUntil(() => name, 'download', { timeout: 10_000 }).catch(() => shows(element, 'a download'));
    } finally {
      URL.createObjectURL = createObjectURL;
      HTMLAnchorElement.prototype.click = click;
    }
    expect(name).to.equal('lindenloaf.com.zone');
    const text = await blob!.text();
    expect(text).to.contain('$ORIGIN lindenloaf.com.');
    const kept = (await read()).rrsets.flatMap(({ records }) => records);
    expect(text.split('\n').filter((line) => line && !/^[$;]/.test(line))).to.have.length(kept.length);
  });

  it('D4 D8 L1: not where the name servers are foreign; what the label switched off is not offered', async () => {
    const away = await open({}, 'en', 'linden-loaf.nl');
    await press(away.element, 'More for linden-loaf.nl');
    await waitUntil(() => button(away.element, 'Download as zone file'));
    expect(button(away.element, 'Import a zone file')).to.equal(undefined);
    const policy = { hiddenTabs: [], disabledActions: { 'domains.dns.import': {}, 'domains.dns.export': {} } };
    const off = await open({ settings: { policy } });
    await press(off.element, 'More for lindenloaf.com');
    await waitUntil(() => button(off.element, 'History'));
    expect(find(off.element, '.menu')!.textContent)
      .to.not.contain('Import')
      .and.to.not.contain('Download')
      .and.to.not.contain('Copy all');
  });

  it('D4: speaks Dutch and German', async () => {
    const dutch = await open({}, 'nl');
    await shows(dutch.element, 'Record toevoegen');
    await press(dutch.element, 'Meer voor lindenloaf.com');
    await press(dutch.element, 'Zonebestand importeren');
    await shows(dutch.element, 'Records die niet in het bestand staan');
    const german = await open({ label: 'smidse', customer: 'S-2001' }, 'de', 'kaltofen.dev');
    await shows(german.element, 'Eintrag hinzufügen');
    await press(german.element, /kaltofen\.dev$/);
    await press(german.element, 'Zonendatei importieren');
    await shows(german.element, 'Einträge, die nicht in der Datei stehen');
  });
});
