import { html, type TemplateResult } from 'lit';
import { domainOfAddress, readable } from '../../bff/mail/rules.ts';
import type { Messages } from './messages/forward-form.en.ts';

/** What stands for an address of somebody else. */
const hidden = '…';

/** An address of a way as people call it: `@example.nl` takes all that nothing else of the domain takes. */
export function called(address: string, t: Messages): string {
  if (address === hidden) return t.somebody;
  const shown = readable(address);
  return address.startsWith('@') ? t.everything(domainOfAddress(shown)) : shown;
}

/** A way that mail would go round: each address under the one that leads to it, and a line from the last back to the first. */
export function ring(path: readonly string[], t: Messages): TemplateResult {
  const names = path.map((address) => called(address, t));
  return html`<figure class="ring" role="img" aria-label=${t.ringLabel(names)}>
    <ol>
      ${names.slice(0, -1).map((name) => html`<li class="ltr">${name}</li>`)}
    </ol>
    <span class="back"></span>
  </figure>`;
}
