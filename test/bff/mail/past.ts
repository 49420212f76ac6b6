import { hostingLinks } from '../../../bff/domains/hosting-link/schema.ts';
import { subscriptions } from '../../../bff/hosting/schema.ts';
import { mailImportRows, mailImports } from '../../../bff/mail/import/schema.ts';
import { appPasswords, forwards, forwardTargets, mailboxes } from '../../../bff/mail/schema.ts';
import { gibibyte } from '../../../bff/mail/rules.ts';
import { tokenOf } from '../../../bff/http/bind.ts';
import { mailboxSessions } from '../../../bff/mail/self/schema.ts';
import { mailboxLife } from '../../../bff/mail/self/session.ts';
import { randomSecret, sha256 } from '../../../bff/store/hash.ts';
import { newId } from '../../../bff/store/ids.ts';
import type { Harness } from '../harness.ts';

let many = 0;

/** A mailbox that is there already, with a program's password, a forward and a catch-all to it, its user signed in, and an import that is over, as rows; its plan is made with it, and the domain leads its mail there. */
export function pastMailbox(
  { store }: Pick<Harness, 'store'>,
  labelId: string,
  { customer, domain }: { readonly customer: string; readonly domain: string },
): Promise<{
  mailbox: string;
  app: string;
  /** Another one, for its user to take back. */
  ownApp: string;
  plan: string;
  forward: string;
  catchAll: string;
  imported: string;
  mailboxToken: string;
}> {
  return store.labels.use(labelId, async ({ db }) => {
    const createdAt = new Date();
    const [mailbox, plan] = [newId('mailbox'), newId('subscription')];
    const [app, ownApp] = [newId('appPassword'), newId('appPassword')];
    await db.insert(subscriptions).values({
      ...{ id: plan, customerId: customer, name: 'Web M', server: 'web1.example', addresses: [], createdAt },
      ...{ mailHost: 'mail.example', maxDomains: 5, maxMailboxes: 10, maxForwards: 10, mailPool: 100 * gibibyte },
    });
    await db.insert(hostingLinks).values({
      ...{ domainId: domain, subscriptionId: plan, role: 'primary', host: '@', mail: true, before: [], after: [] },
      ...{ state: 'ready', by: '', linkedAt: createdAt },
    });
    await db.insert(mailboxes).values({
      ...{ id: mailbox, customerId: customer, subscriptionId: plan, domainId: domain, createdAt },
      ...{
        address: `past${(many += 1)}@${customer}.example`,
        name: 'Past',
        hash: '',
        quota: gibibyte,
        servedVersion: 1,
      },
    });
    const both = { imap: true, smtp: true };
    await db.insert(appPasswords).values(
      [app, ownApp].map((id) => ({
        ...{ id, mailboxId: mailbox, name: 'Printer', key: 'abcdefgh', hash: '' },
        ...both,
        createdAt,
      })),
    );
    const address = `past${many}@${customer}.example`;
    const [forward, catchAll] = [newId('forward'), newId('forward')];
    const owned = { customerId: customer, subscriptionId: plan, domainId: domain, keepCopy: false, createdAt };
    await db.insert(forwards).values([
      { ...owned, id: forward, address: `to${address}`, servedVersion: 1 },
      { ...owned, id: catchAll, address: `@${many}.${customer}.example`, servedVersion: 1 },
    ]);
    await db
      .insert(forwardTargets)
      .values([forward, catchAll].map((forwardId) => ({ forwardId, address, confirmedAt: createdAt })));
    const imported = newId('mailImport');
    const over = { state: 'done', origin: 'past.example', locale: 'en', createdAt, endedAt: createdAt } as const;
    await db
      .insert(mailImports)
      .values({ ...over, id: imported, customerId: customer, userId: 'usr_past', by: 'Somebody' });
    await db
      .insert(mailImportRows)
      .values({ importId: imported, at: 0, line: 2, address, name: '', quota: gibibyte, state: 'created' });
    const mailboxToken = tokenOf('hcmt', labelId, randomSecret());
    const session = { id: newId('mailboxSession'), mailboxId: mailbox, credentials: 1, createdAt };
    const expiresAt = new Date(createdAt.getTime() + mailboxLife);
    await db.insert(mailboxSessions).values({ ...session, tokenHash: await sha256(mailboxToken), expiresAt });
    return { mailbox, app, ownApp, plan, forward, catchAll, imported, mailboxToken };
  });
}
