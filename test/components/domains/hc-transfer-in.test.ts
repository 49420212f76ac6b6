import { expect, waitUntil } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { and, eq } from 'drizzle-orm';
import { domains } from '../../../bff/domains/schema.ts';
import type { HcNavigateEvent } from '../../../components/shared/events.ts';
import '../../../components/domains/hc-transfer-in.ts';
import type { HcTransferIn } from '../../../components/domains/hc-transfer-in.ts';
import { place } from '../shared/mount.ts';
import { button, find, focused, mount, press, shows, text } from './mount.ts';

const open = (options = {}, lang = 'en') => mount<HcTransferIn>('hc-transfer-in', {}, options, lang);

async function look(element: Element, name: string) {
  await waitUntil(() => find(element, '#name'), 'the form');
  const input = find<HTMLInputElement>(element, '#name')!;
  input.focus();
  input.select();
  await sendKeys({ type: name });
  await sendKeys({ press: 'Enter' });
}

describe('<hc-transfer-in>', () => {
  it('D18: says whether it can come, takes the code, and shows how it goes; by keyboard alone', async () => {
    const { element } = await open();
    await look(element, 'https://oven-songs.com/');
    await shows(element, 'Enter the name alone, without https://');
    await look(element, 'oven-songs.com');
    await shows(element, 'oven-songs.com can come here.');
    await shows(element, 'The other provider may take up to 5 days.');
    await waitUntil(() => element.shadowRoot!.activeElement?.id === 'code', 'the code is next');
    await expect(element).to.be.accessible();
    await sendKeys({ type: 'Oven-Songs-7431' });
    await sendKeys({ press: 'Enter' });
    await shows(element, 'Waiting for the other provider');
    await expect(element).to.be.accessible();
    await waitUntil(() => focused()?.id === 'title', 'the title');
    button(element, 'Move another domain')!.focus();
    await sendKeys({ press: 'Enter' });
    await waitUntil(() => find<HTMLInputElement>(element, '#name')?.value === '', 'an empty form');
    await waitUntil(() => focused()?.id === 'name', 'the name is next');
  });

  it('D18: what one has looked up is not there for somebody else', async () => {
    const { element: first, panel } = await open();
    const { add, set } = await place({ ...panel });
    first.remove();
    const element = add<HcTransferIn>('hc-transfer-in');
    await look(element, 'oven-songs.com');
    await shows(element, 'oven-songs.com can come here.');
    const me = panel.me!;
    set({ me: { ...me, user: { ...me.user, id: 'usr_other' } } });
    await waitUntil(() => find<HTMLInputElement>(element, '#name')?.value === '', 'an empty form');
    expect(text(element)).not.to.contain('oven-songs.com');
  });

  it('D18: one that is there at once, with the records that were found', async () => {
    const { element } = await open();
    await look(element, 'zeit-fuer-brot.de');
    await shows(element, 'With the right code it is here within minutes.');
    find<HTMLInputElement>(element, '[value=ours]')!.click();
    find<HTMLInputElement>(element, '#code')!.value = 'Zeit-Fuer-Brot-52';
    await press(element, 'Move the domain here');
    await shows(element, 'You manage it here now.');
    const went: string[] = [];
    element.addEventListener('hc-navigate', (event) => went.push((event as HcNavigateEvent).path));
    await press(element, 'See the domain');
    expect(went[0]).to.match(/^domains\/dom_/);
  });

  it('D18: says what stands in the way, and of another name not what was found of the one before', async () => {
    const { element } = await open();
    await look(element, 'lindenloaf.com');
    await shows(element, 'It is managed here already.');
    await expect(element).to.be.accessible();
    await look(element, 'nobody-has-this.com');
    await shows(element, 'Nobody has registered it.');
    expect(text(element)).not.to.contain('It is managed here already.');
    expect(find(element, '#code')).to.equal(undefined);
  });

  it('D18: says that the domain came into the list meanwhile', async () => {
    const { element, panel } = await open();
    await look(element, 'oven-songs.com');
    await waitUntil(() => element.shadowRoot!.activeElement?.id === 'code', 'the code is next');
    const { label, customer } = panel.me!;
    await panel.deps.labels.use(label.id, ({ db }) =>
      db
        .update(domains)
        .set({ name: 'oven-songs.com' })
        .where(and(eq(domains.customerId, customer.id), eq(domains.name, 'lindenloaf.be'))),
    );
    await sendKeys({ type: 'Oven-Songs-7431' });
    await sendKeys({ press: 'Enter' });
    await shows(element, 'This domain is managed here already.');
    await expect(element).to.be.accessible();
  });

  it('D18: is not there where the label switched it off', async () => {
    const policy = { hiddenTabs: [], disabledActions: { 'domains.transfer.start': {} } };
    const { element } = await open({ settings: { policy } });
    await waitUntil(() => text(element).trim().length > 10, 'it drew');
    expect(find(element, '#name')).to.equal(undefined);
  });

  it('speaks Dutch and German', async () => {
    await shows((await open({}, 'nl')).element, 'Een domein hierheen verhuizen');
    const german = { label: 'smidse', customer: 'S-2001' } as const;
    await shows((await open(german, 'de')).element, 'Eine Domain hierher umziehen');
  });
});
