import { expect } from '@open-wc/testing';
import { LitElement, html, render } from 'lit';
import { PreviewController } from '../../../components/mail/forward-preview.ts';
import de from '../../../components/mail/messages/forward-form.de.ts';
import en from '../../../components/mail/messages/forward-form.en.ts';
import nl from '../../../components/mail/messages/forward-form.nl.ts';
import type { PanelController } from '../../../components/shared/panel.controller.ts';

class Host extends LitElement {}
customElements.define('preview-host', Host);

describe('the preview of a forward', () => {
  it('M4: tells whose rule leads back, and draws no way that is his own matter', () => {
    const preview = new PreviewController(new Host(), {} as PanelController);
    const ends = { mailboxes: [], outside: [] };
    preview.value = { address: 'two@loaf.example', hasMailbox: true, warnings: [], refused: 'rule_cycle', ends };
    const shown = (rule: string, t: typeof en) => {
      preview.value = { ...preview.value!, rule };
      const box = document.createElement('div');
      render(html`${preview.render(t)}`, box);
      expect(box.querySelector('.ring')).to.equal(null);
      return box.textContent!.trim();
    };
    expect(shown('one@xn--lindenbckerei-hfb.de', en)).to.equal(
      'The rules of one@lindenbäckerei.de lead back here. Mail would go round in a circle.',
    );
    for (const t of [nl, de]) expect(shown('one@loaf.example', t as typeof en)).to.contain('one@loaf.example');
    expect(shown('…', en)).to.contain(en.somebody);
  });
});
