import { html, LitElement } from 'lit';
import { state } from 'lit/decorators.js';
import { seedNames, type SeedName } from '../../bff/reseller/rules-contrast.ts';
import { compileTheme, type ContrastRow, type ThemeTokens } from '../../bff/reseller/rules-theme.ts';

type Colours = Partial<Record<SeedName, string>>;
const begin: Colours = { brand: '#ffd400', surface: '#ffffff', text: '#191c22' };

const tokensOf = (colours: Colours): ThemeTokens => ({
  color: Object.fromEntries(
    Object.entries(colours).map(([name, $value]) => [name, { $type: 'color' as const, $value }]),
  ),
});

/** Our own colour, where a label gives none. */
const oursOf = (name: SeedName, rows: readonly ContrastRow[]): string =>
  rows.find(({ role, scheme }) => scheme === 'light' && (role === name || role === `${name}-text`))?.given ?? '#ffffff';

/** The contrast guard at work: colours to choose, and what each becomes where it meets another. Drawn into the page. */
class StoryContrast extends LitElement {
  @state() private colours: Colours = begin;

  protected override createRenderRoot() {
    return this;
  }

  override render() {
    const { contrast, css } = compileTheme(tokensOf(this.colours));
    return html`
      <fieldset class="story-seeds">
        <legend>Colours of the label</legend>
        ${seedNames.map(
          (name) =>
            html`<label
              ><input
                type="color"
                .value=${this.colours[name] ?? oursOf(name, contrast)}
                @input=${(event: Event) => this.#set(name, (event.target as HTMLInputElement).value)}
              />
              ${name}${this.colours[name] ? '' : ' (ours)'}</label
            >`,
        )}
      </fieldset>
      <table>
        <thead>
          <tr>
            <th>Role</th>
            <th>Scheme</th>
            <th>On</th>
            <th>Needs</th>
            <th>Given</th>
            <th>Used</th>
            <th>Verdict</th>
          </tr>
        </thead>
        <tbody>
          ${contrast.map(
            (row) =>
              html`<tr>
                <td>${row.role}</td>
                <td>${row.scheme}</td>
                <td>${row.on}</td>
                <td>${row.wanted}</td>
                <td>${this.#swatch(row.given)} ${row.givenRatio}</td>
                <td>${this.#swatch(row.used)} ${row.ratio}</td>
                <td>${row.verdict}</td>
              </tr>`,
          )}
        </tbody>
      </table>
      <details>
        <summary>The sheet that the BFF makes of it</summary>
        <pre>${css.replaceAll(';', ';\n  ').replace('{', ' {\n  ').replace('}', '\n}')}</pre>
      </details>
    `;
  }

  #swatch(colour: string) {
    return html`<svg class="story-swatch" viewBox="0 0 1 1" aria-hidden="true">
        <rect width="1" height="1" fill=${colour}></rect></svg
      ><code>${colour}</code>`;
  }

  #set(name: SeedName, value: string): void {
    this.colours = { ...this.colours, [name]: value };
  }
}
if (!customElements.get('story-contrast')) customElements.define('story-contrast', StoryContrast);
