import { hostingLinks } from '../domains/hosting-link/schema.ts';
import { forwards, forwardTargets, mailboxes, mailDomains } from '../mail/schema.ts';
import { gibibyte, mebibyte } from '../mail/rules.ts';
import type { Mailbox, MailPort } from '../platform/mail/port.ts';
import type { SimulatedMail } from '../platform/mail/simulated.ts';
import type { Db } from '../store/database.ts';
import { planId } from './plans.ts';
import { uuidOf } from './random.ts';
import type { DemoCustomer, DemoDomain, DemoLabel } from './types.ts';

/** What opens every mailbox of the demo, and bcrypt of it: hashing takes longer than all the rest of a start. */
export const demoMailPassword = 'mailbox-demo-1';
const hash = '$2b$10$O3uONkPijr5Bex8/pdVEQuFCP1oUCsH6C/BVqljFCZVOlwu/bEOTO';

interface DemoMailbox {
  readonly local: string;
  readonly name: string;
  readonly quota: number;
  /** Bytes that it is said to hold until a server is asked. */
  readonly used: number;
  readonly suspended?: true;
  /** Days since it was deleted. */
  readonly deleted?: number;
}

const of = (
  local: string,
  name: string,
  gigabytes: number,
  full: number,
  more: Partial<DemoMailbox> = {},
): DemoMailbox => ({
  local,
  name,
  quota: gigabytes * gibibyte,
  used: Math.round(gigabytes * full * 1024) * mebibyte,
  ...more,
});

/** The bakery's: one nearly full, one that nobody opens now, one that can still be had back. */
const bakery: readonly DemoMailbox[] = [
  of('info', 'Linden & Loaf', 10, 0.42),
  of('marieke', 'Marieke Linden', 10, 0.87),
  of('joris', 'Joris Bakker', 5, 0.31),
  of('bestellingen', 'Bestellingen', 5, 0.12),
  of('els', 'Els de Wit', 2, 0.97),
  of('vakantiekracht', 'Vakantiekracht', 1, 0.05, { suspended: true }),
  of('oud', 'Oude winkel', 2, 0.4, { deleted: 2 }),
];
const others: readonly DemoMailbox[] = [of('info', 'Info', 5, 0.2), of('administratie', 'Administratie', 2, 0.55)];

interface DemoMail {
  readonly domains: readonly DemoDomain[];
  readonly boxes: readonly (DemoMailbox & {
    readonly id: string;
    readonly address: string;
    readonly domainId: string;
  })[];
}

/** The domains of a customer that lead their mail to his larger plan, and the mailboxes at the first of them. */
export function demoMail({ externalId, domains }: DemoCustomer): DemoMail {
  const able = domains.filter(({ state, ownNameServers }) => state === 'active' && ownNameServers);
  const baker = externalId === 'demo';
  // The best known domains stay free: stories and tests link them.
  const mine = baker ? able.filter(({ name }) => /^(?:brotlinde|xn--lindenbckerei)/.test(name)) : able.slice(-1);
  const [first] = mine.toSorted((a, b) => a.name.localeCompare(b.name));
  if (!first) return { domains: [], boxes: [] };
  const boxes = (baker ? bakery : others).map((box) => {
    const address = `${box.local}@${first.name}`;
    return { ...box, address, domainId: first.id, id: `mbx_${uuidOf(`mailbox ${address}`)}` };
  });
  return { domains: mine, boxes };
}

/** Links, mailboxes and forwards of a customer. */
export async function fillMail(tx: Db, customer: DemoCustomer, since: Date, now: Date): Promise<void> {
  const { domains, boxes } = demoMail(customer);
  if (!domains.length) return;
  const subscriptionId = planId(customer.id, 'Workspace Mail');
  const by = customer.users[0]!.name;
  const link = {
    subscriptionId,
    host: '@',
    mail: true,
    before: [],
    after: [],
    state: 'ready' as const,
    by,
    linkedAt: since,
  };
  await tx
    .insert(hostingLinks)
    .values(
      domains.map(({ id }, at) => ({ ...link, domainId: id, role: at ? ('alias' as const) : ('primary' as const) })),
    );
  await tx.insert(mailDomains).values(domains.map(({ id }) => ({ domainId: id })));
  const owned = { customerId: customer.id, subscriptionId, createdAt: since, servedVersion: 1 };
  await tx.insert(mailboxes).values(
    boxes.map(({ id, address, domainId, name, quota, used, suspended = false, deleted }) => ({
      ...owned,
      ...{ id, address, domainId, name, hash, quota, used, suspended },
      messages: Math.round(used / 90_000),
      usedAt: since,
      deletedAt: deleted === undefined ? null : new Date(now.getTime() - deleted * 86_400_000),
    })),
  );
  const { domainId, address } = boxes[0]!;
  const host = address.slice(address.indexOf('@'));
  const leads = [
    [`kontakt${host}`, [`info${host}`]],
    [`team${host}`, boxes.slice(0, 3).map((box) => box.address)],
  ] as const;
  for (const [from, targets] of leads) {
    const id = `fwd_${uuidOf(`forward ${from}`)}`;
    await tx.insert(forwards).values({ ...owned, id, domainId, address: from, keepCopy: false });
    await tx
      .insert(forwardTargets)
      .values(targets.map((target) => ({ forwardId: id, address: target, confirmedAt: since })));
  }
}

/** Gives a mail server what the rows of a label say that it has. */
export async function placeMail(mail: MailPort, label: DemoLabel): Promise<void> {
  for (const customer of label.customers) {
    const { domains, boxes } = demoMail(customer);
    for (const { name } of domains) await mail.putDomain({ name, dkim: null });
    for (const box of boxes) {
      await mail.putMailbox(specOf(box));
      if ('archive' in mail) (mail as SimulatedMail).archive(box.address, box.used);
    }
    const host = boxes[0]?.address.replace(/^[^@]*/, '');
    if (!host) continue;
    await mail.putForward({ address: `kontakt${host}`, targets: [`info${host}`], keepCopy: false });
    await mail.putForward({
      address: `team${host}`,
      targets: boxes.slice(0, 3).map(({ address }) => address),
      keepCopy: false,
    });
  }
}

const specOf = ({ id, address, name, quota, suspended, deleted }: DemoMail['boxes'][number]): Mailbox => ({
  key: id.slice('mbx_'.length),
  address,
  name,
  hash,
  quota,
  state: deleted === undefined ? (suspended ? 'suspended' : 'active') : 'deleted',
  appPasswords: [],
  credentials: 1,
});
