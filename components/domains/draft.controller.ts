import type { LitElement, ReactiveController } from 'lit';
import type { ZoneAnswer } from '../../bff/domains/answers.ts';
import type { RRset } from '../../bff/domains/records.ts';
import type { DnsController } from './dns.controller.ts';
import {
  draftConflicts,
  draftRebase,
  draftRemove,
  draftRows,
  draftSet,
  draftUndo,
  emptyDraft,
  type Draft,
  type DraftRow,
} from './dns-draft.ts';

export interface Editing {
  /** What the form starts with; undefined = empty. */
  readonly seed: RRset | undefined;
  /** Key of the RRset that is edited; undefined = a new one. */
  readonly from: string | undefined;
  /** Key of the row that the form opens under; undefined = on top. */
  readonly after: string | undefined;
}

/** Drafts of domains whose editor is not on the page now: looking at something else must not lose them. */
const keptOf = new WeakMap<object, Map<string, { draft: Draft; base: ZoneAnswer }>>();

/** The change set that is being put together, on the version of the zone that it was begun on. */
export class DraftController implements ReactiveController {
  draft: Draft = emptyDraft;
  editing: Editing | undefined;
  /** The zone as it was when the draft was begun; undefined while there is none. */
  base: ZoneAnswer | undefined;
  readonly #host: LitElement;
  readonly #dns: DnsController;
  /** Key of the row that had the form, to give the focus back to. */
  #opened: string | undefined;
  /** Whose draft it is, and for which domain: who signs in as someone else finds none. */
  #key: string | undefined;

  constructor(host: LitElement, dns: DnsController) {
    this.#host = host;
    this.#dns = dns;
    host.addController(this);
  }

  hostConnected(): void {
    addEventListener('beforeunload', this.#ask);
  }

  hostDisconnected(): void {
    removeEventListener('beforeunload', this.#ask);
    this.#leave();
  }

  hostUpdate(): void {
    const now = this.#dns.zone.value;
    const key = now && `${this.#dns.whom} ${now.domain.id}`;
    if (key && key !== this.#key) this.#enter(key);
    if (!this.base || !now || now.version <= this.base.version) return;
    // Someone else published: what does not touch the draft is taken over in silence, the rest waits for the review,
    // and so does all while a form is open, since it was filled from what stood there.
    if (!this.editing && !this.conflicts(now).length) this.rebase(now);
  }

  rows(zone: ZoneAnswer): DraftRow[] {
    return draftRows(this.draft, zone.rrsets);
  }

  /** RRsets that the draft and somebody else both changed. */
  conflicts(now: ZoneAnswer): string[] {
    return this.base ? draftConflicts(this.draft, this.base.rrsets, now.rrsets) : [];
  }

  add(): void {
    this.#open({ seed: undefined, from: undefined, after: undefined });
  }

  edit(key: string): void {
    this.#open({ seed: this.#rrset(key), from: key, after: key });
  }

  another(key: string): void {
    this.#open({ seed: this.#rrset(key), from: undefined, after: key });
  }

  /** What a form gave, which may be another one than is open by now: rules are fetched before they judge. */
  keep(rrset: RRset, editing: Editing): void {
    const zone = this.#zone;
    if (zone) this.#set(draftSet(this.draft, zone.rrsets, rrset, editing.from));
    if (editing === this.editing) this.cancel();
  }

  cancel(): void {
    this.editing = undefined;
    if (!this.draft.size) this.base = undefined;
    // Back to where the form was opened.
    this.focus(this.#opened);
  }

  remove(key: string): void {
    const zone = this.#zone;
    if (!zone) return;
    this.#set(draftRemove(this.draft, zone.rrsets, key));
    this.focus(key);
  }

  undo(key: string): void {
    this.#set(draftUndo(this.draft, key));
    this.focus(key);
  }

  clear(): void {
    this.editing = undefined;
    this.#set(emptyDraft);
  }

  /** Puts the draft on top of a newer version. */
  rebase(now: ZoneAnswer): void {
    this.put(draftRebase(this.draft, now.rrsets), now);
  }

  put(draft: Draft, base: ZoneAnswer | undefined): void {
    this.draft = draft;
    this.base = draft.size ? base : undefined;
    this.#host.requestUpdate();
  }

  /** The row's button changes with what it is about; where the row goes, the next one has the focus. */
  focus(key = ''): void {
    const root = this.#host.shadowRoot!;
    const find = () => root.querySelector(`tr[data-key="${CSS.escape(key)}"]`);
    const row = find();
    const next = row?.nextElementSibling ?? row?.previousElementSibling;
    this.#host.requestUpdate();
    void this.#host.updateComplete.then(() => {
      ((find() ?? next)?.querySelector('button') ?? root.querySelector<HTMLElement>('.head .btn'))?.focus();
    });
  }

  #enter(key: string): void {
    this.#leave();
    this.#key = key;
    const found = this.#kept?.get(key);
    if (found) [this.draft, this.base] = [found.draft, found.base];
  }

  #leave(): void {
    if (!this.#key) return;
    if (this.base && this.draft.size) this.#kept?.set(this.#key, { draft: this.draft, base: this.base });
    else this.#kept?.delete(this.#key);
    this.#key = this.base = this.editing = undefined;
    this.draft = emptyDraft;
  }

  get #kept() {
    const { session } = this.#dns;
    if (!session) return undefined;
    let kept = keptOf.get(session);
    if (!kept) keptOf.set(session, (kept = new Map()));
    return kept;
  }

  /** Leaving the page itself would lose it: the browser asks. */
  #ask = (event: BeforeUnloadEvent): void => {
    if (this.draft.size) event.preventDefault();
  };

  get #zone(): ZoneAnswer | undefined {
    return this.base ?? this.#dns.zone.value;
  }

  #rrset(key: string): RRset | undefined {
    return this.#zone && this.rows(this.#zone).find((row) => row.key === key)?.rrset;
  }

  #open(editing: Editing): void {
    this.base ??= this.#dns.zone.value;
    this.#opened = editing.after;
    this.editing = editing;
    this.#host.requestUpdate();
  }

  #set(draft: Draft): void {
    this.put(draft, this.#zone);
  }
}
