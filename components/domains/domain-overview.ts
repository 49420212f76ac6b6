import { html, nothing, type TemplateResult } from 'lit';
import type { DomainDetail } from '../../bff/domains/answers.ts';
import type { DomainEvent } from '../../bff/domains/registry/answers.ts';
import type { Format } from '../shared/format.ts';
import { heading } from '../shared/heading.ts';
import { jobState } from '../shared/job-state.ts';
import { row } from './property-row.ts';
import type { Messages } from './messages/domain.en.ts';
import type { Messages as ListWords } from './messages/domains.en.ts';

interface Parts {
  readonly t: Messages;
  /** What the list says of a domain too. */
  readonly listed: ListWords;
  readonly format: Format;
  /** Name of the label. */
  readonly label: string;
  readonly level: number;
  readonly dnsAddress: string;
  toDns(event: MouseEvent): void;
  readonly hostingAddress: string;
  toHosting(event: MouseEvent): void;
  readonly serversAddress: string;
  toServers(event: MouseEvent): void;
  registration(detail: DomainDetail): TemplateResult;
  /** What happened, in words. */
  tell(event: DomainEvent): string;
}

const shownAtMost = 6;

/** The facts of a domain in two groups, and beside them what was changed. */
export function overview(detail: DomainDetail, parts: Parts): TemplateResult {
  const { t, level } = parts;
  return html`
    <div class="two">
      <div class="stack">
        <section aria-labelledby="registration">
          <div class="section-h">${heading(level + 1, 'registration', t.registration)}</div>
          <dl class="list props">${parts.registration(detail)}</dl>
        </section>
        <section aria-labelledby="pointing">
          <div class="section-h">${heading(level + 1, 'pointing', t.pointing)}</div>
          <dl class="list props">${pointing(detail, parts)}</dl>
        </section>
      </div>
      <aside class="aside" aria-labelledby="activity">
        <div class="section-h">${heading(level + 1, 'activity', t.activity)}</div>
        ${activity(detail, parts)}
      </aside>
    </div>
  `;
}

function pointing(detail: DomainDetail, parts: Parts) {
  const { t, listed, label, dnsAddress, toDns, serversAddress, toServers, hostingAddress, toHosting } = parts;
  const { nameServers, ownNameServers, labelNameServers, dns, hosting } = detail;
  const servers = ownNameServers ? labelNameServers : nameServers;
  const states = {
    ready: ['ready', t.dnsReady],
    pending: ['pending', listed.dnsPending],
    failed: ['soon', listed.dnsFailed],
  } as const;
  const [state, word] = states[dns];
  return html`
    ${row(
      t.nameServers,
      html`<span class="mono">${servers.map((server, at) => html`${at ? html`<br />` : nothing}${server}`)}</span>`,
      ownNameServers ? t.ours(label) : t.theirs,
      html`<a class="btn s" href=${serversAddress} @click=${toServers}>${t.change}</a>`,
    )}
    ${row(
      t.dns,
      jobState(state, word),
      undefined,
      html`<a class="btn s" href=${dnsAddress} @click=${toDns}>${ownNameServers ? listed.editDns : t.tabs.dns}</a>`,
    )}
    ${row(
      t.tabs.hosting,
      hosting ?? html`<span class="muted">${t.noHosting}</span>`,
      undefined,
      html`<a class="btn s" href=${hostingAddress} @click=${toHosting}>${t.change}</a>`,
    )}
  `;
}

/** What was done lately, to the zone and to the registration; newest first. */
function activity({ recentChanges, events }: DomainDetail, parts: Parts) {
  const { t, format, dnsAddress, toDns } = parts;
  const done = [
    ...recentChanges.map(({ id, at, by, added, changed, removed }) => ({
      id,
      at,
      by,
      text: t.changedRecords(added + changed + removed),
      more: html` <a href=${dnsAddress} @click=${toDns}>${t.seeChanges}</a>`,
    })),
    ...events.map(({ id, at, by, event }) => ({ id, at, by, text: parts.tell(event), more: nothing })),
  ].toSorted((one, other) => (one.at < other.at ? 1 : -1));
  if (!done.length) return html`<p class="muted small">${t.noActivity}</p>`;
  return html`<ol class="timeline">
    ${done.slice(0, shownAtMost).map(
      ({ at, by, text, more }) =>
        html`<li class="ok">
          <div>${text}</div>
          <p class="sub2"><time datetime=${at}>${format.date(at)}</time>${by && `, ${by}`}.${more}</p>
        </li>`,
    )}
  </ol>`;
}
