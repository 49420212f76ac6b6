import { eq } from 'drizzle-orm';
import type { Changes } from '../../jobs/changes.ts';
import type { MailPort } from '../../platform/mail/port.ts';
import type { LabelHandle, Labels } from '../../store/labels.ts';
import { mailboxes } from '../schema.ts';
import type { MailboxRow } from './read.ts';

/** What the server said is good for this long, in ms. */
const fresh = 60_000;

/** Asks the mail server how full mailboxes are that somebody looks at; the answer waits for none of it. */
export class MailboxUse {
  readonly #parts: {
    readonly mail: MailPort;
    readonly labels: Labels;
    readonly changes: Changes;
    readonly now: () => number;
  };
  /** Being asked about, or asked in vain a moment ago. */
  readonly #asked = new Map<string, number>();

  constructor(parts: {
    readonly mail: MailPort;
    readonly labels: Labels;
    readonly changes: Changes;
    readonly now: () => number;
  }) {
    this.#parts = parts;
  }

  /** Looks after those of these mailboxes of which nothing fresh is known. */
  seen(
    label: Pick<LabelHandle, 'id'>,
    customerId: string,
    rows: readonly Pick<MailboxRow, 'id' | 'address' | 'usedAt' | 'servedVersion'>[],
  ): void {
    const now = this.#parts.now();
    const old = rows.filter(
      ({ id, usedAt, servedVersion }) =>
        servedVersion > 0 &&
        now - (usedAt?.getTime() ?? -Infinity) > fresh &&
        now - (this.#asked.get(id) ?? -Infinity) > fresh,
    );
    if (!old.length) return;
    if (this.#asked.size > 50_000) this.#asked.clear();
    for (const { id } of old) this.#asked.set(id, now);
    void this.#ask(label.id, customerId, old).catch(() => {});
  }

  async #ask(labelId: string, customerId: string, rows: readonly Pick<MailboxRow, 'id' | 'address'>[]): Promise<void> {
    const { mail, labels, changes, now } = this.#parts;
    const found = await mail.use(rows.map(({ address }) => address));
    const usedAt = new Date(now());
    await labels.use(labelId, ({ db }) =>
      db.transaction(async (tx) => {
        for (const { id, address } of rows) {
          const use = found.get(address);
          if (use)
            await tx
              .update(mailboxes)
              .set({ used: use.bytes, messages: use.messages, usedAt })
              .where(eq(mailboxes.id, id));
        }
      }),
    );
    changes.publish(labelId, customerId, { kind: 'mail.use', id: customerId });
  }
}
