import { html, nothing, type TemplateResult } from 'lit';
import type { DomainDetail } from '../../bff/domains/answers.ts';
import type { Format } from '../shared/format.ts';
import { heading } from '../shared/heading.ts';
import { jobState } from '../shared/job-state.ts';
import { moneyIn } from '../shared/money.ts';
import type { Messages } from './messages/domains.en.ts';

interface Parts {
  readonly t: Messages;
  readonly format: Format;
  /** Name of the label. */
  readonly label: string;
  readonly level: number;
  readonly dnsAddress: string;
  toDns(event: MouseEvent): void;
}

const row = (label: string, value: unknown, why?: unknown, action?: unknown): TemplateResult =>
  html`<div>
    <dt>${label}</dt>
    <dd>${value}${why ? html`<p class="why">${why}</p>` : nothing}</dd>
    <dd class="do">${action ?? nothing}</dd>
  </div>`;

/** The facts of a domain in two groups, and beside them what was changed. */
export function overview(detail: DomainDetail, parts: Parts): TemplateResult {
  const { t, level } = parts;
  return html`
    <div class="two">
      <div class="stack">
        <section aria-labelledby="registration">
          <div class="section-h">${heading(level + 1, 'registration', t.registration)}</div>
          <dl class="list props">${registration(detail, parts)}</dl>
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

function registration(detail: DomainDetail, { t, format }: Parts) {
  const { expiresOn, registeredOn, autoRenew, renewalPrice, locked, owner, name } = detail;
  return html`
    ${
      expiresOn
        ? row(
            t.renewal,
            html`<time datetime=${expiresOn}>${format.date(expiresOn, 'long')}</time>`,
            autoRenew
              ? renewalPrice
                ? t.renewalFor(moneyIn(format.locale, renewalPrice))
                : t.automaticPlain
              : t.renewalStopped,
          )
        : row(t.renewal, html`<span class="muted">${t.notRegistered}</span>`)
    }
    ${registeredOn ? row(t.registered, html`<time datetime=${registeredOn}>${format.date(registeredOn, 'long')}</time>`) : nothing}
    ${
      locked === null
        ? row(t.lock, html`<span class="muted">${t.lockNone(name.slice(name.indexOf('.') + 1))}</span>`)
        : row(t.lock, locked ? t.locked : t.unlocked, locked ? t.lockedWhy : t.unlockedWhy)
    }
    ${row(t.owner, owner.name, html`<span class="ltr">${owner.email}</span>`)}
  `;
}

function pointing(detail: DomainDetail, { t, label, dnsAddress, toDns }: Parts) {
  const { nameServers, ownNameServers, labelNameServers, dns } = detail;
  const servers = ownNameServers ? labelNameServers : nameServers;
  const states = {
    ready: ['ready', t.dnsReady],
    pending: ['pending', t.dnsPending],
    failed: ['soon', t.dnsFailed],
  } as const;
  const [state, word] = states[dns];
  return html`
    ${row(
      t.nameServers,
      html`<span class="mono">${servers.map((server, at) => html`${at ? html`<br />` : nothing}${server}`)}</span>`,
      ownNameServers ? t.ours(label) : t.theirs,
    )}
    ${row(
      t.dns,
      jobState(state, word),
      undefined,
      html`<a class="btn s" href=${dnsAddress} @click=${toDns}>${ownNameServers ? t.editDns : t.tabs.dns}</a>`,
    )}
  `;
}

function activity({ recentChanges }: DomainDetail, { t, format, dnsAddress, toDns }: Parts) {
  if (!recentChanges.length) return html`<p class="muted small">${t.noActivity}</p>`;
  return html`<ol class="timeline">
    ${recentChanges.map(
      ({ at, by, added, changed, removed }) =>
        html`<li class="ok">
          <div>${t.changedRecords(added + changed + removed)}</div>
          <p class="sub2">
            <time datetime=${at}>${format.date(at)}</time>, ${by}.
            <a href=${dnsAddress} @click=${toDns}>${t.seeChanges}</a>
          </p>
        </li>`,
    )}
  </ol>`;
}
