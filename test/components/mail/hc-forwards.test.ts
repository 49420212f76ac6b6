import { expect, oneEvent, waitUntil } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import type { ForwardPage } from '../../../bff/mail/forwards/answers.ts';
import { memoryMail } from '../../../bff/platform/mail/memory.ts';
import { MailError } from '../../../bff/platform/mail/port.ts';
import type { ForwardChangedEvent } from '../../../components/mail/events.ts';
import '../../../components/mail/hc-forwards.ts';
import type { HcForwards } from '../../../components/mail/hc-forwards.ts';
import { button, find, focused, lineOf, mount, press, shows, text } from '../domains/mount.ts';
import type { MemoryOptions } from '../memory-panel.ts';

const at = (local: string) => `${local}@brotlinde.eu`;

async function open(options: MemoryOptions = {}, lang = 'en') {
  const { element, panel } = await mount<HcForwards>('hc-forwards', {}, options, lang);
  await waitUntil(() => element.shadowRoot?.querySelector('h2'), 'the panel', { timeout: 10_000 });
  const list = async (query = {}) =>
    (await (await panel.api.v1.mail.forwards.$get({ query } as never)).json()) as ForwardPage;
  const domain = (await list()).plans?.flatMap(({ domains }) => domains)[0]?.id ?? '';
  const add = (local: string, targets: string[], keepCopy = false) =>
    panel.api.v1.mail.forwards.$post({ json: { domain, local, targets, keepCopy } });
  return { element, panel, list, add, domain };
}
const row = (element: HcForwards, address: string) =>
  [...element.shadowRoot!.querySelectorAll<HTMLElement>('tbody tr')].find((one) =>
    one.querySelector('.key')!.textContent!.includes(address),
  );
const menuOf = async (element: HcForwards, address: string, item: string) => {
  await press(element, `More for ${address}`);
  await press(element, item);
};
const type = async (element: HcForwards, id: string, value: string) => {
  await waitUntil(() => element.shadowRoot!.getElementById(id), id, { timeout: 10_000 });
  const input = element.shadowRoot!.getElementById(id) as HTMLInputElement;
  input.value = value;
  input.dispatchEvent(new Event('input', { bubbles: true }));
};
const submit = (element: HcForwards) => find<HTMLButtonElement>(element, 'dialog [type="submit"]')!.click();
const ends = (element: HcForwards) => text(find(element, '.ends') ?? document.createElement('p'));

describe('<hc-forwards>', () => {
  it('M4: lists where each address leads, and is accessible as list, form, preview and question', async () => {
    const { element } = await open();
    await shows(element, 'Forwards 2 of 125');
    expect(text(row(element, at('kontakt'))!)).to.contain(at('info'));
    expect(row(element, at('team'))!.querySelectorAll('.chips li').length).to.equal(3);
    await expect(element).to.be.accessible();
    await press(element, 'Add forward');
    await type(element, 'local', 'vragen');
    await type(element, 'targets.0', at('team'));
    await waitUntil(() => ends(element).includes(at('joris')), 'the preview', { timeout: 10_000 });
    await expect(element).to.be.accessible();
    await press(element, 'Cancel');
    await press(element, 'Discard');
    await menuOf(element, at('team'), 'Delete');
    await shows(element, 'Mail to it comes back to its sender');
    await expect(element).to.be.accessible();
  });

  it('M4: by keyboard alone, from the button to the saved forward with two targets', async () => {
    const { element, list } = await open();
    button(element, 'Add forward')!.focus();
    await sendKeys({ press: 'Enter' });
    await waitUntil(() => focused()?.id === 'local', 'the first field', { timeout: 10_000 });
    await sendKeys({ type: 'Vragen' });
    const reach = async (fits: () => boolean) => {
      for (let n = 0; !fits(); n += 1) {
        if (n > 8) throw new Error(`the focus is at ${focused()?.outerHTML}`);
        await sendKeys({ press: 'Tab' });
      }
    };
    await reach(() => focused()?.id === 'targets.0');
    await sendKeys({ type: at('info') });
    await reach(() => focused()?.textContent?.includes('Add another address') === true);
    await sendKeys({ press: 'Enter' });
    await waitUntil(() => focused()?.id === 'targets.1', 'the new field');
    await sendKeys({ type: at('els') });
    const heard = oneEvent(element, 'hc-forward-changed');
    await sendKeys({ press: 'Enter' });
    expect(((await heard) as unknown as ForwardChangedEvent).action).to.equal('mail.forward.create');
    await shows(element, `${at('vragen')} is forwarded`);
    await waitUntil(() => row(element, at('vragen')), 'the row', { timeout: 10_000 });
    const [made] = (await list({ q: 'vragen' })).items;
    expect(made!.targets.map(({ address }) => address)).to.deep.equal([at('els'), at('info')]);
    await waitUntil(() => !row(element, at('vragen'))!.querySelector('.st'), 'ready', { timeout: 10_000 });
  });

  it('M4: a whole address is taken apart where its domain is one of those to choose from', async () => {
    const { element } = await open();
    await press(element, 'Add forward');
    await type(element, 'local', 'Vragen@Lindenbäckerei.de');
    const local = element.shadowRoot!.getElementById('local') as HTMLInputElement;
    local.dispatchEvent(new Event('change', { bubbles: true }));
    await waitUntil(() => local.value === 'Vragen', 'the part before the @');
    await type(element, 'targets.0', at('info'));
    submit(element);
    await shows(element, 'vragen@lindenbäckerei.de is forwarded');
  });

  it('M4: a ring is drawn before it is saved, tells its way in words, and saving it is refused', async () => {
    const { element, list } = await open();
    await press(element, 'Add forward');
    await type(element, 'local', 'info');
    await type(element, 'targets.0', at('kontakt'));
    await waitUntil(() => find(element, '.ring'), 'the picture', { timeout: 10_000 });
    const ring = find(element, '.ring')!;
    expect(ring.getAttribute('aria-label')).to.equal(
      `${at('info')}, which leads to ${at('kontakt')}, which leads to ${at('info')}, where it began`,
    );
    expect([...ring.querySelectorAll('li')].map((one) => one.textContent)).to.deep.equal([at('info'), at('kontakt')]);
    await expect(element).to.be.accessible();
    submit(element);
    await waitUntil(() => find(element, 'fieldset .err'), 'refused', { timeout: 10_000 });
    expect(text(find(element, 'fieldset')!)).to.contain('Mail would go round in a circle.');
    expect(find(element, '.ring'), 'still drawn').to.not.equal(undefined);
    expect((await list()).total).to.equal(2);
    await type(element, 'targets.0', at('els'));
    await waitUntil(() => !find(element, '.ring'), 'gone', { timeout: 10_000 });
  });

  it('M4: what is typed while a refusal is on its way is not drawn as a ring', async () => {
    const line = lineOf(/POST \/v1\/mail\/forwards$/);
    const { element } = await open({ intercept: line.intercept });
    line.state = 'held';
    await press(element, 'Add forward');
    await type(element, 'local', 'info');
    await type(element, 'targets.0', at('kontakt'));
    submit(element);
    await waitUntil(() => line.asked === 1, 'asked', { timeout: 10_000 });
    await type(element, 'targets.0', at('els'));
    await waitUntil(() => ends(element).includes(at('els')), 'the preview', { timeout: 10_000 });
    line.release();
    await waitUntil(() => find(element, 'fieldset .err'), 'refused', { timeout: 10_000 });
    expect(find(element, '.ring')).to.equal(undefined);
  });

  it('M4: a ring that came up only when saved is drawn all the same', async () => {
    const line = lineOf(/POST \/v1\/mail\/forwards\/preview$/);
    line.state = 'cut';
    const { element } = await open({ intercept: line.intercept });
    await press(element, 'Add forward');
    await type(element, 'local', 'info');
    await type(element, 'targets.0', at('kontakt'));
    submit(element);
    await waitUntil(() => find(element, '.ring'), 'the picture', { timeout: 10_000 });
  });

  it('M4: beside a mailbox a copy is kept unless one says no, and then it is said what that means', async () => {
    const { element, list } = await open();
    await press(element, 'Add forward');
    await type(element, 'local', 'joris');
    await type(element, 'targets.0', at('els'));
    await waitUntil(() => find(element, '[name="keepCopy"]'), 'the switch', { timeout: 10_000 });
    expect(find<HTMLInputElement>(element, '[name="keepCopy"]')!.checked).to.equal(true);
    expect(ends(element)).to.contain(at('joris')).and.to.contain(at('els'));
    find(element, '[name="keepCopy"]')!.click();
    await waitUntil(() => ends(element).includes('gets no mail any more'), 'the warning', { timeout: 10_000 });
    await expect(element).to.be.accessible();
    find(element, '[name="keepCopy"]')!.click();
    await waitUntil(() => !ends(element).includes('gets no mail any more'), 'no warning', { timeout: 10_000 });
    submit(element);
    await waitUntil(() => row(element, at('joris')), 'saved', { timeout: 10_000 });
    expect(text(row(element, at('joris'))!)).to.contain('Its mailbox keeps a copy');
    expect((await list({ q: 'joris@' })).items.find(({ address }) => address === at('joris'))!.keepCopy).to.equal(true);
    await menuOf(element, at('joris'), 'Edit');
    await waitUntil(() => find(element, '[name="keepCopy"]'), 'known at once', { timeout: 10_000 });
  });

  it('M4: until somebody has agreed the mailbox gets its mail without a copy too, and the form and the list say so', async () => {
    const { element } = await open();
    await press(element, 'Add forward');
    await type(element, 'local', 'joris');
    await type(element, 'targets.0', 'friend@far.example');
    await waitUntil(() => find(element, '[name="keepCopy"]'), 'the switch', { timeout: 10_000 });
    find(element, '[name="keepCopy"]')!.click();
    await waitUntil(() => ends(element).includes('As soon as somebody agrees'), 'the warning', { timeout: 10_000 });
    submit(element);
    await waitUntil(() => row(element, at('joris')), 'saved', { timeout: 10_000 });
    expect(text(row(element, at('joris'))!)).to.contain('Its mailbox gets all its mail until somebody agrees');
  });

  it('M4: whoever is elsewhere is waited for, and asked again', async () => {
    const { element, add } = await open();
    await add('news', [at('info'), 'friend@far.example']);
    await waitUntil(() => row(element, at('news')), 'the row', { timeout: 10_000 });
    await waitUntil(() => text(row(element, at('news'))!).includes('Waiting for 1 confirmation'), '', {
      timeout: 10_000,
    });
    expect(text(row(element, at('news'))!)).to.contain('friend@far.example, has not agreed yet');
    await expect(element).to.be.accessible();
    await menuOf(element, at('news'), 'Ask friend@far.example again');
    await shows(element, 'We sent friend@far.example a new link');
    await press(element, 'Add forward');
    await type(element, 'local', 'x');
    await type(element, 'targets.0', 'other@far.example');
    await shows(element, 'other@far.example gets a mail first.');
  });

  it('M4: the catch-all takes all other addresses, leads only here, and is a row of its own', async () => {
    const { element } = await open();
    await press(element, 'Add forward');
    await waitUntil(() => find(element, '.choice input'), 'the choice', { timeout: 10_000 });
    find(element, '.choice input')!.click();
    await waitUntil(() => find(element, 'select#domain') && !find(element, '#local'), 'a domain alone');
    await expect(element).to.be.accessible();
    await type(element, 'targets.0', 'me@far.example');
    submit(element);
    await shows(element, 'All other addresses can only lead to addresses here.');
    await waitUntil(() => focused()?.id === 'targets.0', 'led there');
    await type(element, 'targets.0', at('info'));
    submit(element);
    await waitUntil(() => row(element, 'All other addresses'), 'the row', { timeout: 10_000 });
    await menuOf(element, 'All other addresses @brotlinde.eu', 'Delete');
    find(element, 'dialog .danger.fill')!.click();
    await waitUntil(() => !row(element, 'All other addresses'), 'gone', { timeout: 10_000 });
  });

  it('M4: says at each field what is wrong; taking one out leaves the others right', async () => {
    const { element } = await open();
    await press(element, 'Add forward');
    await type(element, 'local', 'a b');
    await type(element, 'targets.0', 'nonsense');
    await press(element, 'Add another address');
    await type(element, 'targets.1', at('info'));
    submit(element);
    await shows(element, 'Write an address like name@example.com.');
    expect(text(element)).to.contain('Use letters a to z');
    expect(focused()?.id).to.equal('local');
    await press(element, 'Take out address 1');
    await waitUntil(() => focused()?.id === 'targets.0', 'the next field');
    expect((focused() as HTMLInputElement).value).to.equal(at('info'));
    expect(text(element)).to.not.contain('Write an address like');
    await type(element, 'local', 'team');
    submit(element);
    await shows(element, 'There is a forward of this address already.');
  });

  it('M4: several addresses are pasted in one go', async () => {
    const { element } = await open();
    await press(element, 'Add forward');
    await waitUntil(() => element.shadowRoot!.getElementById('targets.0'), 'the form', { timeout: 10_000 });
    // Firefox lets no script fill a clipboard of an event.
    const pasted = `${at('info')}, ${at('els')}\n${at('joris')}`;
    const paste = Object.assign(new Event('paste', { bubbles: true, cancelable: true }), {
      clipboardData: { getData: () => pasted },
    });
    element.shadowRoot!.getElementById('targets.0')!.dispatchEvent(paste);
    await waitUntil(() => find<HTMLInputElement>(element, '[id="targets.2"]')?.value === at('joris'), 'three fields');
  });

  it('M4: deletes after a question, and Undo brings it back as it was', async () => {
    const { element, list } = await open();
    await menuOf(element, at('team'), 'Delete');
    await shows(element, `Delete the forward of ${at('team')}?`);
    find(element, 'dialog .danger.fill')!.click();
    await shows(element, `The forward of ${at('team')} was deleted`);
    await waitUntil(() => !row(element, at('team')), 'gone', { timeout: 10_000 });
    await press(element, 'Undo');
    await waitUntil(() => row(element, at('team')), 'back', { timeout: 10_000 });
    expect((await list({ q: 'team@' })).items[0]!.targets.length).to.equal(3);
  });

  it('M4: searches where there are many', async () => {
    const { element, add } = await open();
    expect(find(element, '[type="search"]')).to.equal(undefined);
    for (let n = 0; n < 9; n += 1) await add(`list${n}`, [at('info')]);
    await waitUntil(() => find(element, '[type="search"]'), 'the search', { timeout: 10_000 });
    const input = find<HTMLInputElement>(element, '[type="search"]')!;
    input.value = 'list3';
    input.dispatchEvent(new Event('input', { bubbles: true }));
    await shows(element, '1 forward found');
    input.value = 'nothing like it';
    input.dispatchEvent(new Event('input', { bubbles: true }));
    await shows(element, 'No forward matches “nothing like it”');
    await press(element, 'Show all');
    await waitUntil(() => element.shadowRoot!.querySelectorAll('tbody tr').length === 11, 'all', { timeout: 10_000 });
  });

  it('says that the mail server is down, and that it tries again', async () => {
    const down = { ...memoryMail(), putForward: () => Promise.reject(new MailError('unreachable', 'down')) };
    const { element, add } = await open({ mail: down });
    await add('later', [at('info')]);
    await shows(element, 'Could not be saved');
    expect(text(row(element, at('later'))!)).to.contain('The mail server did not answer.');
  });

  it('L1: draws nothing to do for who may do nothing, offers what is left, and says why where the label says so', async () => {
    const off = (disabledActions: object) => ({ settings: { policy: { hiddenTabs: [], disabledActions } } });
    const { element } = await open(
      off({ 'mail.forward.create': { reason: 'Call us.' }, 'mail.forward.delete': {}, 'mail.catch_all.edit': {} }),
    );
    await shows(element, 'Call us.');
    expect(button(element, 'Add forward')).to.equal(undefined);
    await press(element, `More for ${at('team')}`);
    await shows(element, 'Edit');
    expect(button(element, 'Delete')).to.equal(undefined);
    const half = await open(off({ 'mail.forward.create': {} }));
    await press(half.element, 'Add forward');
    await waitUntil(() => find(half.element, 'select#domain'), 'a catch-all alone', { timeout: 10_000 });
    expect(find(half.element, '.choice')).to.equal(undefined);
  });

  it('has an empty state, survives a lost line, and speaks Dutch and German', async () => {
    const line = lineOf(/GET \/v1\/mail\/forwards$/);
    line.state = 'cut';
    const { element: lost } = await mount<HcForwards>('hc-forwards', {}, { intercept: line.intercept });
    await shows(lost, 'Try again');
    line.state = 'open';
    await press(lost, 'Try again');
    await shows(lost, at('team'));
    const { element: none } = await open({ customer: 'T-1131' });
    await shows(none, 'No forwards yet');
    await expect(none).to.be.accessible();
    for (const [lang, add, targets] of [
      ['nl', 'Doorzendadres toevoegen', 'Gaat naar'],
      ['de', 'Weiterleitung hinzufügen', 'Führt zu'],
    ] as const) {
      const locale = { languages: ['nl' as const, 'de' as const], timeZone: 'Europe/Berlin' };
      const { element } = await open({ settings: { locale } }, lang);
      await press(element, add);
      await waitUntil(() => text(find(element, 'dialog') ?? element).includes(targets), lang, { timeout: 10_000 });
      await expect(element).to.be.accessible();
    }
  });
});
