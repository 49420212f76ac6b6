import { html, LitElement } from 'lit';
import { customElement } from '../shared/custom-element.ts';
import { PanelController } from '../shared/panel.controller.ts';
import { base, controls, panelSheet } from '../shared/sheets.ts';

@customElement('hc-sign-in')
export class HcSignIn extends LitElement {
  static override styles = [base, controls, panelSheet];
  #panel = new PanelController(this);
  override render() {
    return this.#panel.render(() => html`<p>hi</p>`);
  }
}
