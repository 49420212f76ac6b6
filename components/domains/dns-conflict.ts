import { html } from 'lit';
import type { ZoneAnswer } from '../../bff/domains/answers.ts';
import { diffOf } from '../../bff/domains/rules-zone.ts';
import type { DialogView, DnsDialogs } from './dns-dialogs.ts';
import { diffList } from './dns-diff.ts';

/** Somebody else published meanwhile: his changes and one's own, to keep or to drop. */
export class Conflict implements DialogView {
  readonly #dialogs: DnsDialogs;
  readonly #now: ZoneAnswer;

  constructor(dialogs: DnsDialogs, now: ZoneAnswer) {
    this.#dialogs = dialogs;
    this.#now = now;
  }

  render(base: ZoneAnswer) {
    const { dialog, parts, t, diffWords } = this.#dialogs;
    const { draft, ttl } = parts;
    const name = base.domain.unicodeName;
    const before = new Map(base.rrsets.map((rrset) => [`${rrset.name} ${rrset.type}`, rrset]));
    const mine = [...draft.draft].map(([key, rrset]) => {
      const [owner, type] = key.split(' ') as [string, (typeof base.rrsets)[number]['type']];
      const old = before.get(key);
      return { name: owner, type, ...(old ? { before: old } : {}), ...(rrset ? { after: rrset } : {}) };
    });
    return dialog.render({
      wide: true,
      title: t.conflictTitle,
      body: html`
        <p>${t.conflictText}</p>
        <h4>${t.theirs}</h4>
        ${diffList(diffOf(base.rrsets, this.#now.rrsets), name, diffWords, ttl)}
        <h4>${t.yours}</h4>
        ${diffList(mine, name, diffWords, ttl)}
      `,
      footer: html`
        <button class="btn" type="button" @click=${() => this.#settle(false)}>${t.conflictDrop}</button>
        <button class="btn primary" type="button" @click=${() => this.#settle(true)}>${t.conflictKeep}</button>
      `,
    });
  }

  #settle(keep: boolean): void {
    const { draft, dns } = this.#dialogs.parts;
    dns.zone.set(this.#now);
    if (keep) draft.rebase(this.#now);
    else draft.clear();
    this.#dialogs.dialog.close();
    if (keep && draft.draft.size) void this.#dialogs.openReview();
  }
}
