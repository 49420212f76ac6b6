import { expect, waitUntil } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { html, LitElement, nothing } from 'lit';
import * as v from 'valibot';
import { ApiError } from '../../../components/shared/api-error.ts';
import { customElement } from '../../../components/shared/custom-element.ts';
import { DialogController } from '../../../components/shared/dialog.controller.ts';
import { field, formSaid, submitButton } from '../../../components/shared/field.ts';
import { FormController } from '../../../components/shared/form.controller.ts';
import { MenuController } from '../../../components/shared/menu.controller.ts';
import { PanelController } from '../../../components/shared/panel.controller.ts';
import { base, controls, panelSheet } from '../../../components/shared/sheets.ts';
import { form } from '../../../components/shared/sheets/form.ts';
import { menu } from '../../../components/shared/sheets/menu.ts';
import { overlays } from '../../../components/shared/sheets/overlays.ts';
import { pieces } from '../../../components/shared/sheets/pieces.ts';
import { StatusController } from '../../../components/shared/status.controller.ts';
import { place } from './mount.ts';

const schema = v.strictObject({
  name: v.pipe(v.string(), v.nonEmpty('required')),
  email: v.pipe(v.string(), v.email('email')),
});

@customElement('hc-test-form')
class TestForm extends LitElement {
  static override styles = [base, controls, form, panelSheet, menu, overlays, pieces];
  saved: unknown[] = [];
  ran: string[] = [];
  refuse: ApiError | undefined;
  panel = new PanelController(this);
  form = new FormController(this, this.panel, {
    schema,
    words: () => ({ name_taken: 'Somebody has this name.' }),
    save: async (values) => {
      if (this.refuse) throw this.refuse;
      this.saved.push(values);
      this.dialog.close();
      this.status.say('Saved', () => this.saved.pop());
    },
  });
  dialog = new DialogController(this, this.panel, { dirty: () => this.form.dirty, closed: () => this.form.reset() });
  menu = new MenuController(this, this.panel);
  status = new StatusController(this, this.panel);

  override render() {
    return this.panel.render(
      () => html`
        <h2>People</h2>
        <button class="btn" id="open" @click=${() => this.dialog.open()}>Add person</button>
        ${this.menu.button('one', 'Ann', () => [
          { text: 'Edit', run: () => this.ran.push('edit') },
          { text: 'Move', refusal: { code: 'locked', reason: 'Unlock it first' }, run: () => this.ran.push('move') },
          { text: 'Hidden', refusal: { code: 'role_forbidden' }, run: () => this.ran.push('hidden') },
          { text: 'Delete', danger: true, run: () => this.ran.push('delete') },
        ])}
        ${this.menu.render()} ${this.status.render()}
        ${
          this.dialog.render({
            title: 'Add a person',
            form: this.form,
            body: html`${field(this.form, { name: 'name', label: 'Name', hint: 'As on the door.' })}
            ${field(this.form, { name: 'email', label: 'E-mail', type: 'email' })} ${formSaid(this.form)}`,
            footer: html`<button class="btn" type="button" @click=${this.dialog.leave}>Cancel</button
              >${submitButton(this.form, 'Add person')}`,
          }) || nothing
        }
      `,
    );
  }
}

async function mount() {
  const { add } = await place();
  const element = add<TestForm>('hc-test-form');
  await waitUntil(() => element.shadowRoot?.querySelector('#open'));
  const find = <E extends HTMLElement>(selector: string) => element.shadowRoot!.querySelector<E>(selector)!;
  return {
    element,
    find,
    shows: (words: string) => waitUntil(() => element.shadowRoot!.textContent!.includes(words), words),
    open: async () => {
      find('#open').focus();
      await sendKeys({ press: 'Enter' });
      await waitUntil(() => find('dialog')?.matches(':modal'));
    },
    focused: () => element.shadowRoot!.activeElement as HTMLElement,
  };
}

describe('form', () => {
  it('is filled in and sent by keyboard alone, and the focus goes back to its opener', async () => {
    const { element, find, open, shows, focused } = await mount();
    await open();
    await expect(element).to.be.accessible();
    find('#name').focus();
    await sendKeys({ type: 'Ann' });
    await sendKeys({ press: 'Tab' });
    await sendKeys({ type: 'ann@example.com' });
    await sendKeys({ press: 'Enter' });
    await shows('Saved');
    expect(element.saved).to.deep.equal([{ name: 'Ann', email: 'ann@example.com' }]);
    await waitUntil(() => focused()?.id === 'open');
    find('.status button').click();
    expect(element.saved).to.deep.equal([]);
  });

  it('puts the caret on the first wrong field and says what to do', async () => {
    const { element, find, open, shows, focused } = await mount();
    await open();
    find<HTMLFormElement>('form').requestSubmit();
    await shows('Fill in this field.');
    await waitUntil(() => focused().id === 'name');
    const input = find<HTMLInputElement>('#name');
    expect(find(`#${input.getAttribute('aria-describedby')}`).textContent).to.contain('Fill in this field.');
    await expect(element).to.be.accessible();
    await sendKeys({ type: 'A' });
    await waitUntil(() => !input.hasAttribute('aria-invalid'));
    expect(find('#email').getAttribute('aria-invalid')).to.equal(null);
  });

  it('checks a field when it is left, not before', async () => {
    const { find, open, shows } = await mount();
    await open();
    find('#email').focus();
    await sendKeys({ type: 'nobody' });
    expect(find('#email').hasAttribute('aria-invalid')).to.equal(false);
    await sendKeys({ press: 'Tab' });
    await shows('Write an address like');
  });

  it('shows what the BFF says of a field, and of the whole', async () => {
    const { element, find, open, shows, focused } = await mount();
    await open();
    find<HTMLInputElement>('#name').value = 'Ann';
    find<HTMLInputElement>('#email').value = 'ann@example.com';
    element.refuse = new ApiError(422, { code: 'invalid', fields: { name: 'name_taken' } });
    find<HTMLFormElement>('form').requestSubmit();
    await shows('Somebody has this name.');
    await waitUntil(() => focused().id === 'name');
    element.refuse = new ApiError(403, { code: 'plan_full', reason: 'Your plan is full.' });
    find<HTMLFormElement>('form').requestSubmit();
    await shows('Your plan is full.');
    await expect(element).to.be.accessible();
  });

  it('says of the whole what is wrong with a field that it does not draw', async () => {
    const { element, find, open, shows } = await mount();
    await open();
    find<HTMLInputElement>('#name').value = 'Ann';
    find<HTMLInputElement>('#email').value = 'ann@example.com';
    element.refuse = new ApiError(422, { code: 'invalid', fields: { door: 'name_taken' } });
    find<HTMLFormElement>('form').requestSubmit();
    await shows('Somebody has this name.');
    expect(find('.banner.bad').closest('[role=alert]')).to.exist;
    expect(find('[aria-invalid=true]')).to.equal(null);
    await expect(element).to.be.accessible();
    find('#name').focus();
    await sendKeys({ type: 'a' });
    await waitUntil(() => !find('.banner.bad'), 'something else is tried');
    element.refuse = new ApiError(422, { code: 'invalid', fields: { name: 'name_taken', door: 'required' } });
    find<HTMLFormElement>('form').requestSubmit();
    await shows('Somebody has this name.');
    await shows('Fill in this field.');
  });

  it('asks in its footer before what was typed is lost', async () => {
    const { element, find, open, shows } = await mount();
    await open();
    find('#name').focus();
    await sendKeys({ type: 'A' });
    await sendKeys({ press: 'Escape' });
    await shows('Leave without saving?');
    expect(find<HTMLDialogElement>('dialog').open).to.equal(true);
    await expect(element).to.be.accessible();
    [...find('footer').querySelectorAll('button')].at(-1)!.click();
    await waitUntil(() => !find('dialog'));
  });

  it('closes at once when nothing was typed', async () => {
    const { find, open } = await mount();
    await open();
    await sendKeys({ press: 'Escape' });
    await waitUntil(() => !find('dialog'));
  });
});

describe('row menu', () => {
  it('opens, moves and closes by keys; greys what has a reason, hides what has none', async () => {
    const { element, find, focused } = await mount();
    find('[aria-label="More for Ann"]').focus();
    await sendKeys({ press: 'Enter' });
    await waitUntil(() => find('.menu').matches(':popover-open'));
    const names = [...find('.menu').querySelectorAll('button')].map((button) =>
      button.textContent!.replaceAll(/\s+/g, ' ').trim(),
    );
    expect(names).to.deep.equal(['Edit', 'MoveUnlock it first', 'Delete']);
    await expect(element).to.be.accessible();
    expect(focused().textContent).to.contain('Edit');
    await sendKeys({ press: 'ArrowDown' });
    await sendKeys({ press: 'Enter' });
    expect(element.ran).to.deep.equal([]);
    await sendKeys({ press: 'ArrowDown' });
    await sendKeys({ press: 'Enter' });
    expect(element.ran).to.deep.equal(['delete']);
    await waitUntil(() => !find('.menu').matches(':popover-open'));
    expect(focused().getAttribute('aria-label')).to.equal('More for Ann');
    await sendKeys({ press: 'Enter' });
    await waitUntil(() => find('.menu').matches(':popover-open'));
    await sendKeys({ press: 'Escape' });
    await waitUntil(() => !find('.menu').matches(':popover-open'));
  });
});
