import { html, nothing, type TemplateResult } from 'lit';
import type { RedirectList, RedirectPreview } from '../../bff/domains/redirects/answers.ts';
import { destination, isMask, parseTarget } from '../../bff/domains/redirects/rules.ts';
import type { DnsWarning } from '../../bff/domains/rules-codes.ts';
import { parseOwner, toUnicode } from '../../bff/domains/rules-names.ts';
import { alert } from '../shared/icons.ts';
import { diffList } from './dns-diff.ts';
import type { Wish } from './redirect-api.ts';
import type { RedirectDialogs } from './redirect-dialogs.ts';

const path = '/a';
const query = '?b=1';

/** One address, and where its visitor is led. */
export function wayView(dialogs: RedirectDialogs, list: RedirectList, wish: Wish): TemplateResult {
  const { words: t } = dialogs;
  const owner = parseOwner(wish.host, list.domain.name);
  const target = parseTarget(wish.target);
  const host = 'name' in owner ? toUnicode(owner.name).replace(/^\*/, t.anyName) : '…';
  const to = 'url' in target ? destination({ ...wish, target: target.url }, path, query) : '…';
  return html`<dl class="way" aria-label=${t.example}>
    <dt>${t.from}</dt>
    <dd class="mono ltr">http://${dialogs.fullName(host, list)}${path}${query}</dd>
    <dt>${isMask(wish.kind) ? t.shows : t.leads}</dt>
    <dd class="mono ltr">${to}</dd>
  </dl>`;
}

/** What becomes of the records: in our zone, or what to set elsewhere. */
export function recordsView(dialogs: RedirectDialogs, list: RedirectList, preview: RedirectPreview): TemplateResult {
  const { words: t, rules } = dialogs;
  if (!list.ownNameServers)
    return html`<div>
      <p>${t.setElsewhere(list.nameServers.join(', '))}</p>
      <dl class="records mono">
        ${(['A', 'AAAA'] as const).map((type) =>
          list.addresses[type].map(
            (address) =>
              html`<dt>${dialogs.fullName(preview.host, list)} ${type}</dt>
                <dd>${address}</dd>`,
          ),
        )}
      </dl>
    </div>`;
  if (!preview.diff.length) return html`<p class="muted">${t.sameRecords}</p>`;
  return html`<p>${t.records}</p>
    ${diffList(preview.diff, list.domain.unicodeName, { ttl: t.ttl, changes: t.changes, signs: t.signs }, (seconds) => t.seconds(seconds))}
    ${preview.warnings.map(({ code, facts = {}, name }) => {
      const warning = rules.warnings[code as DnsWarning]?.({ name, ...facts });
      return warning
        ? html`<div class="banner warn">
            ${alert()}
            <p><b>${warning.bold}</b> ${warning.text}</p>
          </div>`
        : nothing;
    })}`;
}
