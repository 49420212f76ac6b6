import { expect, waitUntil } from '@open-wc/testing';
import type { MailboxPage } from '../../../bff/mail/answers.ts';
import '../../../components/mail/hc-mailboxes.ts';
import type { HcMailboxes } from '../../../components/mail/hc-mailboxes.ts';
import { button, find, focused, mount, press, shows, text } from '../domains/mount.ts';
import type { MemoryOptions } from '../memory-panel.ts';

async function open(options: MemoryOptions = {}, lang = 'en') {
  const { element, panel } = await mount<HcMailboxes>('hc-mailboxes', {}, options, lang);
  await waitUntil(() => element.shadowRoot?.querySelector('h2'), 'the panel', { timeout: 10_000 });
  const list = async () =>
    (await (await panel.api.v1.mail.mailboxes.$get({ query: { limit: '200' } } as never)).json()) as MailboxPage;
  return { element, panel, list };
}
async function paste(element: HcMailboxes, lines: readonly string[]) {
  await press(element, 'Import');
  await waitUntil(() => find(element, '#import-file'), 'the field', { timeout: 10_000 });
  const field = find<HTMLTextAreaElement>(element, '#import-file')!;
  field.value = lines.join('\n');
  field.dispatchEvent(new Event('input'));
  await press(element, 'Check the list');
}
const saved: { name: string; text: Promise<string> }[] = [];
const lines = [
  'address,name,password,size',
  'anna@brotlinde.eu,Anna,,1 GB',
  'info@brotlinde.eu,,,',
  'ben@brotlinde.eu,Ben,a password of Ben,much',
];

describe('<hc-mailboxes> import', () => {
  const { createObjectURL } = URL;
  const click = HTMLAnchorElement.prototype.click;
  let last: Blob;
  before(() => {
    URL.createObjectURL = (blob: Blob) => createObjectURL.call(URL, (last = blob));
    HTMLAnchorElement.prototype.click = function (this: HTMLAnchorElement) {
      if (this.download) saved.push({ name: this.download, text: last.text() });
      else click.call(this);
    };
  });
  after(() => {
    URL.createObjectURL = createObjectURL;
    HTMLAnchorElement.prototype.click = click;
  });

  it('M1: shows of each line what would become of it, makes the good ones, and gives out the passwords it made', async () => {
    const { element, list } = await open();
    const { total } = await list();
    await press(element, 'Import');
    await waitUntil(() => find(element, '#import-file'), 'the field', { timeout: 10_000 });
    await expect(element).to.be.accessible();
    await press(element, 'Cancel');
    await paste(element, lines);
    await shows(element, '1 of 3 can be created.');
    await shows(element, 'There is a mailbox with this address already.');
    await shows(element, 'Write a size like 2 GB or 500 MB.');
    await shows(element, 'One has no password.');
    await expect(element).to.be.accessible();
    expect((await list()).total, 'nothing was made yet').to.equal(total);
    await press(element, 'Create 1 mailbox');
    await shows(element, '1 mailbox was created.');
    await shows(element, 'anna@brotlinde.eu');
    await expect(element).to.be.accessible();
    await press(element, 'Save passwords');
    await waitUntil(() => saved.at(-1)?.name === 'mailbox-passwords.csv', 'the file');
    const file = saved.at(-1)!;
    expect(file.name).to.equal('mailbox-passwords.csv');
    expect(await file.text).to.match(/^address,name,password\r\nanna@brotlinde\.eu,Anna,(\w{5}-){3}\w{5}\r\n$/);
    await press(element, 'Close');
    await waitUntil(() => !text(element).includes('was created.'), 'closed');
    expect(focused(), 'the focus').to.exist;
    expect((await list()).items.some(({ address }) => address === 'anna@brotlinde.eu')).to.equal(true);
  });

  it('says what is wrong with a list that cannot be read, and keeps what was typed', async () => {
    const { element } = await open();
    await paste(element, ['anna@brotlinde.eu']);
    await shows(element, 'The first line must name the columns');
    expect(find<HTMLTextAreaElement>(element, '#import-file')!.value).to.equal('anna@brotlinde.eu');
    await waitUntil(() => focused()?.id === 'import-file', 'the focus');
  });

  it('an answer that got lost is asked for again', async () => {
    let down = true;
    const { element } = await open({
      intercept: (request: Request) =>
        down && request.url.endsWith('/imports/preview') ? Promise.reject(new TypeError('network')) : undefined,
    });
    await paste(element, lines);
    await shows(element, 'Try again');
    down = false;
    await press(element, 'Try again');
    await shows(element, '1 of 3 can be created.');
  });

  it('L1: where the label has switched it off there is no such button', async () => {
    const policy = { hiddenTabs: [], disabledActions: { 'mail.mailbox.import': {} } };
    const { element } = await open({ settings: { policy } });
    await shows(element, 'Create mailbox');
    expect(button(element, 'Import')).to.equal(undefined);
  });
});
