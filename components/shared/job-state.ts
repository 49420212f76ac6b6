import { html, nothing, type TemplateResult } from 'lit';

/** How far the world has followed, for people: `waiting` = for the customer or someone else, `soon` = needs him soon. */
export type JobState = 'ready' | 'pending' | 'failed' | 'waiting' | 'soon' | 'stopped';

const looks = { ready: '', pending: 'wait', failed: 'bad', waiting: 'due', soon: 'warn', stopped: 'off' } as const;

/** A shape, a colour and a word; below it what to expect or why. */
export const jobState = (state: JobState, word: string, detail?: unknown): TemplateResult =>
  html`<span class="st ${looks[state]}">${word}</span>${detail ? html`<div class="sub2">${detail}</div>` : nothing}`;
