import { addCustomer, addUser, listCustomers, listUsers } from '../account/admin.ts';
import { isRole } from '../account/answers.ts';
import { knownOf } from '../account/guessable.ts';
import { isGuessable } from '../account/rules-password.ts';
import { backupCommands } from './backup.ts';
import { connectCommands } from './connect.ts';
import { driftCommands } from './drift.ts';
import { mailCommands } from './mail.ts';
import { type Command, given, inLabel, known, labelOf, readPassword, text } from './input.ts';
import { addDomain } from '../domains/admin.ts';
import { hostKey } from '../http/host.ts';
import { leaveJobs } from '../jobs/watch.ts';
import { registrarCommands } from './registrar.ts';
import { settingsCommands } from './settings.ts';

/** What `npm run hc -- …` can do, in the order of its help. */
export const commands: readonly Command[] = [
  {
    words: 'reseller create',
    usage: '<name>',
    help: 'add a reseller',
    run: async ([name], { store }) => ({ id: await store.control.addReseller(given(name, 'name')) }),
  },
  { words: 'reseller list', usage: '', help: 'list resellers', run: (_, { store }) => store.control.resellers() },
  {
    words: 'label create',
    usage: '<reseller id> <name> <host>',
    help: 'add a label and its database; the host with its port, unless it is 80 or 443',
    run: async ([resellerId, name, host], { store }) => {
      const key = hostKey(given(host, 'host'));
      if (await store.control.labelOfHost(key)) throw new Error(`${key} belongs to a label already`);
      const id = await store.addLabel({ resellerId: given(resellerId, 'reseller id'), name: given(name, 'name') });
      await store.control.addHost(id, key);
      return { id };
    },
  },
  { words: 'label list', usage: '', help: 'list labels', run: (_, { store }) => store.control.labels() },
  {
    words: 'host add',
    usage: '<label id> <host>',
    help: 'add a host name of a label',
    run: async ([id, host], { store }) => store.control.addHost(await labelOf(store, id), hostKey(given(host, 'host'))),
  },
  {
    words: 'origin add',
    usage: '<label id> <origin>',
    help: 'let the pages of an origin embed the label’s panels',
    run: async ([id, origin], { store }) => {
      const exact = URL.canParse(given(origin, 'origin')) ? new URL(origin!).origin : 'https://www.example.com';
      if (exact !== origin) throw new Error(`an origin is scheme, host and port, like ${exact}`);
      await store.control.addOrigin(await labelOf(store, id), exact);
    },
  },
  {
    words: 'origin remove',
    usage: '<label id> <origin>',
    help: 'no longer',
    run: async ([id, origin], { store }) => {
      const entry = await store.control.label(await labelOf(store, id));
      const known = entry?.origins.find((one) => one === given(origin, 'origin'));
      if (!known) throw new Error(`${origin} is no origin of this label`);
      await store.control.removeOrigin(given(id, 'label id'), known);
    },
  },
  {
    words: 'key create',
    usage: '<label id> publishable|secret [--live]',
    help: 'make a key; it is shown this once',
    run: async ([id, kind], { store, options }) =>
      store.control.addKey(
        await labelOf(store, id),
        known(['publishable', 'secret'] as const, given(kind, 'kind'), 'kind of key'),
        options.live !== true,
      ),
  },
  {
    words: 'key list',
    usage: '<label id>',
    help: 'list keys',
    run: async ([id], { store }) => store.control.listKeys(await labelOf(store, id)),
  },
  {
    words: 'key revoke',
    usage: '<key id>',
    help: 'end a key at once',
    run: async ([id], { store }) => {
      if (!(await store.control.revokeKey(given(id, 'key id')))) throw new Error(`there is no key ${id} to end`);
    },
  },
  {
    words: 'customer create',
    usage: '<label id> <name> [--external-id <id>]',
    help: 'add a customer',
    run: ([id, name], { store, options }) =>
      inLabel(store, id, ({ db }) =>
        addCustomer(db, { name: given(name, 'name'), externalId: text(options['external-id']) }),
      ),
  },
  {
    words: 'customer list',
    usage: '<label id>',
    help: 'list customers',
    run: ([id], { store }) => inLabel(store, id, ({ db }) => listCustomers(db)),
  },
  {
    words: 'user create',
    usage: '<label id> <customer id> <name> <e-mail> [--username <name>] [--role owner|tech|billing|support]',
    help: 'add a user; the password is read from standard input',
    run: async ([id, customerId, name, email], { store, options, stdin }) => {
      const role = text(options.role) ?? 'owner';
      if (!isRole(role)) throw new Error(`${role} is no role`);
      const user = {
        customerId: given(customerId, 'customer id'),
        name: given(name, 'name'),
        email: given(email, 'e-mail'),
        username: text(options.username),
        role,
      };
      if (!/^[^\s@]+@[^\s@]+$/.test(user.email)) throw new Error(`${user.email} is no mail address`);
      return inLabel(store, id, async ({ db }) => {
        const password = await readPassword(stdin);
        const label = await store.control.label(given(id, 'label id'));
        const customers = (await listCustomers(db)).filter((each) => each.id === customerId).map((each) => each.name);
        const person = { ...user, address: user.email, customers };
        if (isGuessable(password, knownOf({ name: label?.name ?? '' }, person)))
          throw new Error('that password is among the first that are tried; take another one');
        // Only this command needs it, and it takes a while to load.
        const { hashPassword } = await import('better-auth/crypto');
        return addUser(db, { ...user, passwordHash: await hashPassword(password) });
      });
    },
  },
  {
    words: 'user list',
    usage: '<label id>',
    help: 'list users',
    run: ([id], { store }) => inLabel(store, id, ({ db }) => listUsers(db)),
  },
  {
    words: 'domain add',
    usage: '<label id> <customer id> <domain> <expires on>',
    help: 'give a customer a domain, with a new zone on the label’s name servers',
    run: async ([id, customerId, name, expiresOn], { store }) => {
      const domain = {
        host: (await store.control.label(await labelOf(store, id)))?.hosts[0],
        customerId: given(customerId, 'customer id'),
        name: given(name, 'domain'),
        expiresOn: given(expiresOn, 'day that it expires on'),
      };
      const added = await inLabel(store, id, (label) => addDomain(label, store.claims, domain));
      await leaveJobs(store.control);
      return added;
    },
  },
  ...registrarCommands,
  ...settingsCommands,
  ...connectCommands,
  ...driftCommands,
  ...mailCommands,
  {
    words: 'migrate',
    usage: '',
    help: 'bring every label database to the newest schema',
    run: async (_, { store }) => {
      const labels = await store.control.labels();
      for (const { id } of labels) await store.labels.use(id, async () => {});
      return { migrated: labels.length };
    },
  },
  ...backupCommands,
];
