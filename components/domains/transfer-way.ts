import { html, nothing, type TemplateResult } from 'lit';
import type { LocalizeController } from '../shared/localize.controller.ts';
import type { Move } from './hc-transfer.ts';
import type { Messages } from './messages/transfer.en.ts';

type Place = 'ok' | 'now' | 'later' | 'bad';

/** What was done of a move, what is awaited, and what comes. */
export function transferWay(move: Move, { t, format }: LocalizeController<Messages>): TemplateResult {
  const { incoming, state, by, startedAt, askedAt, actsAt, endedAt } = move;
  const way = incoming ? t.coming : t.going;
  const step = (place: Place, text: string, at?: string, more = '') =>
    html`<li class=${place} aria-current=${place === 'now' ? 'step' : nothing}>
      <div>${text}</div>
      ${at ? html`<p class="sub2"><time datetime=${at}>${format.date(at, 'time')}</time>${more}</p>` : nothing}
    </li>`;
  const ended = state === 'done' || state === 'refused' || state === 'cancelled';
  const asks = state === 'asking' || state === 'stuck';
  const first = incoming ? startedAt : (askedAt ?? startedAt);
  return html`<ol class="timeline">
    ${step('ok', way.began, first, by && `, ${by}`)}
    ${incoming ? step(state === 'stuck' ? 'bad' : state === 'asking' ? 'now' : 'ok', t.coming.asks, askedAt) : nothing}
    ${
      ended
        ? step(state === 'cancelled' ? 'bad' : 'ok', way.ends[state], endedAt)
        : html`${step(asks ? 'later' : 'now', way.waits)} ${step('later', way.ends.done, asks ? undefined : actsAt)}`
    }
  </ol>`;
}
