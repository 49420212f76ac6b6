import { and, eq, isNull, ne } from 'drizzle-orm';
import { customers } from '../account/schema.ts';
import { dkimSelector, makeDkimKey } from '../mail/dkim.ts';
import { putDomainJobs } from '../mail/domain-job.ts';
import { mailDomains } from '../mail/schema.ts';
import type { DnsPort } from '../platform/dns/port.ts';
import type { MailPort } from '../platform/mail/port.ts';
import type { RegistrarPort } from '../platform/registrar/port.ts';
import type { Others } from '../platform/registrar/simulated-transfers.ts';
import { claims, hosts, labels as labelRows, resellers } from '../store/control.schema.ts';
import type { Control } from '../store/control.ts';
import { seal } from '../store/hash.ts';
import type { Labels } from '../store/labels.ts';
import { demoLabels } from './data.ts';
import { placeMail } from './mail.ts';
import { moveDemo } from './moves.ts';
import { uuidOf } from './random.ts';
import { registrations } from './registrations.ts';
import { fillLabel, inParts } from './rows.ts';
import type { DemoLabel, DemoSlug } from './types.ts';
import { worldOf, type DemoKeys, type DemoWorld } from './world.ts';

/** The key of the quickstart: it works on any page and acts for the bakery. */
const demoKey = 'hc_pk_test_demo';

export interface SeedInput {
  readonly control: Control;
  readonly labels: Labels;
  readonly dns: DnsPort;
  readonly registrar: RegistrarPort;
  readonly mail: MailPort;
  /** Who else has an account at a simulated registry. */
  readonly others?: Others | undefined;
  readonly hash: (password: string) => Promise<string>;
  /** Seals the one DKIM key that the domains of the demo share, as making one takes longer than all the rest; without it each gets its own later. */
  readonly secret?: string;
  readonly now: Date;
  /** 120 domains where there would be 2,500. */
  readonly small?: boolean;
  /** Origins of the resellers' own web sites. */
  readonly sites: Readonly<Record<DemoSlug, string>>;
  /** The labels' host names, with port. */
  readonly hosts: Readonly<Record<DemoSlug, string>>;
  /** What an earlier start wrote down: the only place where the secret keys still are. */
  readonly known?: DemoWorld | undefined;
}

/** Writes the demo world where it is not there yet, and says how to get in. The labels come last: a start that was cut off is made good by the next. */
export async function seed(input: SeedInput): Promise<DemoWorld> {
  const { control, known, now, small = false } = input;
  const data = demoLabels(now, { small });
  const present = await control.labels();
  const fresh = data.filter(({ id }) => !present.some((label) => label.id === id));
  if (fresh.length > 0) {
    const hashes = await hashed(fresh, input.hash);
    const key = input.secret && (await sealedKey(input.secret));
    for (const label of fresh) await fill(input, label, hashes, key || {});
    await register(input, fresh);
  }
  await place(input, data);
  const keys: Partial<Record<DemoSlug, DemoKeys>> = {};
  for (const { slug, id } of data) keys[slug] = (await stillGood(control, known, slug)) ?? (await newKeys(control, id));
  if (!(await control.key(demoKey))) await control.putKey(data[0]!.id, 'publishable', true, demoKey);
  return worldOf(data, keys as Record<DemoSlug, DemoKeys>, input);
}

/** Each password once: hashing is slow on purpose. */
async function hashed(labels: readonly DemoLabel[], hash: SeedInput['hash']): Promise<ReadonlyMap<string, string>> {
  const passwords = new Set(
    labels.flatMap((label) => label.customers.flatMap(({ users }) => users.map(({ password }) => password))),
  );
  return new Map(await Promise.all([...passwords].map(async (password) => [password, await hash(password)] as const)));
}

async function sealedKey(secret: string): Promise<Partial<typeof mailDomains.$inferInsert>> {
  const { publicKey, privateKey } = await makeDkimKey();
  return { selector: dkimSelector, publicKey, sealedKey: await seal(secret, privateKey) };
}

async function fill(
  { labels, dns, registrar, mail, others, now }: SeedInput,
  label: DemoLabel,
  hashes: ReadonlyMap<string, string>,
  key: Partial<typeof mailDomains.$inferInsert>,
): Promise<void> {
  await labels.make(label.id);
  await labels.use(label.id, async ({ db }) => {
    const [found] = await db.select({ id: customers.id }).from(customers).limit(1);
    if (!found) await db.transaction((tx) => fillLabel(tx, label, hashes, now));
  });
  const { nameServers } = label.settings.dns;
  const zones = served(label).map(({ name, rrsets }) => ({ name, nameServers, rrsets }));
  if (zones.length > 0 && (await dns.serial(zones.at(-1)!.name)) === undefined) await dns.createZones(zones);
  const registered = registrations(label);
  if (registered.length > 0 && !(await registrar.read(registered.at(-1)!.name))) await registrar.adopt(registered);
  await placeMail(mail, label);
  // With their keys.
  await labels.use(label.id, ({ db }) =>
    db.transaction(async (tx) => {
      if (key.sealedKey) await tx.update(mailDomains).set(key).where(isNull(mailDomains.sealedKey));
      await putDomainJobs(tx, now);
    }),
  );
  if (others) await moveDemo(registrar, others, label, now);
}

const served = (label: DemoLabel) =>
  label.customers.flatMap(({ domains }) => domains.filter(({ rrsets }) => rrsets.length > 0));

async function register({ control, now }: SeedInput, labels: readonly DemoLabel[]): Promise<void> {
  await control.db.transaction(async (tx) => {
    for (const label of labels) {
      const resellerId = `rsl_${uuidOf(`reseller ${label.slug}`)}`;
      await tx.insert(resellers).values({ id: resellerId, name: label.reseller, createdAt: now }).onConflictDoNothing();
      await tx.insert(labelRows).values({ id: label.id, resellerId, name: label.name, createdAt: now });
      const held = served(label).map(({ id, name }) => ({
        kind: 'zone' as const,
        name,
        labelId: label.id,
        objectId: id,
        state: 'confirmed' as const,
        heldAt: now,
      }));
      for (const part of inParts(held)) await tx.insert(claims).values(part);
    }
  });
}

/** Ports may be others than at the last start. */
async function place(input: SeedInput, labels: readonly DemoLabel[]): Promise<void> {
  for (const { id, slug } of labels) {
    const host = input.hosts[slug];
    if ((await input.control.label(id))?.hosts[0] !== host)
      await input.control.db.transaction(async (tx) => {
        await tx
          .update(hosts)
          .set({ primary: false })
          .where(and(eq(hosts.labelId, id), ne(hosts.host, host)));
        const here = { labelId: id, primary: true };
        await tx
          .insert(hosts)
          .values({ host, ...here })
          .onConflictDoUpdate({ target: hosts.host, set: here });
      });
    // Others stay: they may have been added by hand
    await input.control.addOrigin(id, input.sites[slug]);
  }
}

async function stillGood(
  control: Control,
  known: DemoWorld | undefined,
  slug: DemoSlug,
): Promise<DemoKeys | undefined> {
  const keys = known?.labels[slug];
  if (!keys || !(await control.key(keys.secretKey)) || !(await control.key(keys.publishableKey))) return undefined;
  return { publishableKey: keys.publishableKey, secretKey: keys.secretKey };
}

const newKeys = async (control: Control, labelId: string): Promise<DemoKeys> => ({
  publishableKey: (await control.addKey(labelId, 'publishable', true)).key,
  secretKey: (await control.addKey(labelId, 'secret', true)).key,
});
