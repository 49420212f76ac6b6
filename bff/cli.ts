import { parseArgs } from 'node:util';
import { hashPassword } from 'better-auth/crypto';
import { addCustomer, addUser, listCustomers, listUsers } from './account/admin.ts';
import { isRole } from './account/answers.ts';
import { ConfigError, readConfig, type Config } from './config.ts';
import { databasesOf, openStore, type Store } from './create.ts';
import { hostKey } from './http/host.ts';
import { actionNames, tabs, type Action, type Tab } from './policy/actions.ts';
import { readSettings, writeSettings } from './reseller/settings.ts';
import { backUp, restore } from './store/backup.ts';

interface Command {
  readonly words: string;
  readonly usage: string;
  readonly help: string;
  readonly run: (args: readonly string[], context: Context) => Promise<unknown>;
}
interface Context {
  readonly store: Store;
  readonly config: Config;
  readonly options: Readonly<Record<string, string | boolean | undefined>>;
}

const given = (value: string | undefined, name: string): string => {
  if (!value) throw new Error(`${name} is missing`);
  return value;
};
const text = (value: string | boolean | undefined): string | undefined =>
  typeof value === 'string' ? value : undefined;

async function policyOf(
  store: Store,
  labelId: string,
  change: (policy: {
    hiddenTabs: Tab[];
    disabledActions: Partial<Record<Action, { reason?: string | undefined }>>;
  }) => void,
) {
  return store.labels.use(labelId, async ({ db }) => {
    const { policy } = await readSettings(db);
    const next = { hiddenTabs: [...policy.hiddenTabs], disabledActions: { ...policy.disabledActions } };
    change(next);
    await writeSettings(db, 'policy', next);
    return next;
  });
}

const known = <T extends string>(names: readonly T[], name: string, kind: string): T => {
  const found = names.find((one) => one === name);
  if (!found) throw new Error(`${name} is no ${kind}`);
  return found;
};

const commands: readonly Command[] = [
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
    help: 'add a label and its database',
    run: async ([resellerId, name, host], { store }) => {
      const id = await store.control.addLabel({
        resellerId: given(resellerId, 'reseller id'),
        name: given(name, 'name'),
      });
      await store.control.addHost(id, hostKey(given(host, 'host')));
      await store.labels.use(id, async () => {});
      return { id };
    },
  },
  { words: 'label list', usage: '', help: 'list labels', run: (_, { store }) => store.control.labels() },
  {
    words: 'label settings',
    usage: '<label id>',
    help: 'show what a label decided',
    run: ([id], { store }) => store.labels.use(given(id, 'label id'), ({ db }) => readSettings(db)),
  },
  {
    words: 'host add',
    usage: '<label id> <host>',
    help: 'add a host name of a label',
    run: ([id, host], { store }) => store.control.addHost(given(id, 'label id'), hostKey(given(host, 'host'))),
  },
  {
    words: 'origin add',
    usage: '<label id> <origin>',
    help: 'let the pages of an origin embed the label’s panels',
    run: async ([id, origin], { store }) => {
      const { origin: exact } = new URL(given(origin, 'origin'));
      if (exact !== origin) throw new Error(`an origin is scheme, host and port: ${exact}`);
      await store.control.addOrigin(given(id, 'label id'), exact);
    },
  },
  {
    words: 'origin remove',
    usage: '<label id> <origin>',
    help: 'no longer',
    run: ([id, origin], { store }) => store.control.removeOrigin(given(id, 'label id'), given(origin, 'origin')),
  },
  {
    words: 'key create',
    usage: '<label id> publishable|secret [--live]',
    help: 'make a key; it is shown this once',
    run: ([id, kind], { store, options }) =>
      store.control.addKey(
        given(id, 'label id'),
        known(['publishable', 'secret'] as const, given(kind, 'kind'), 'kind of key'),
        options.live !== true,
      ),
  },
  {
    words: 'key list',
    usage: '<label id>',
    help: 'list keys',
    run: ([id], { store }) => store.control.listKeys(given(id, 'label id')),
  },
  {
    words: 'key revoke',
    usage: '<key id>',
    help: 'end a key at once',
    run: ([id], { store }) => store.control.revokeKey(given(id, 'key id')),
  },
  {
    words: 'customer create',
    usage: '<label id> <name> [--external-id <id>]',
    help: 'add a customer',
    run: ([id, name], { store, options }) =>
      store.labels.use(given(id, 'label id'), ({ db }) =>
        addCustomer(db, { name: given(name, 'name'), externalId: text(options['external-id']) }),
      ),
  },
  {
    words: 'customer list',
    usage: '<label id>',
    help: 'list customers',
    run: ([id], { store }) => store.labels.use(given(id, 'label id'), ({ db }) => listCustomers(db)),
  },
  {
    words: 'user create',
    usage: '<label id> <customer id> <name> <e-mail> [--username <name>] [--role owner|tech|billing|support]',
    help: 'add a user; the password is read from standard input',
    run: async ([id, customerId, name, email], { store, options }) => {
      const role = text(options.role) ?? 'owner';
      if (!isRole(role)) throw new Error(`${role} is no role`);
      const password = await readPassword();
      const user = {
        customerId: given(customerId, 'customer id'),
        name: given(name, 'name'),
        email: given(email, 'e-mail'),
        username: text(options.username),
        role,
        passwordHash: await hashPassword(password),
      };
      return store.labels.use(given(id, 'label id'), ({ db }) => addUser(db, user));
    },
  },
  {
    words: 'user list',
    usage: '<label id>',
    help: 'list users',
    run: ([id], { store }) => store.labels.use(given(id, 'label id'), ({ db }) => listUsers(db)),
  },
  {
    words: 'action off',
    usage: '<label id> <action> [--reason <words>]',
    help: 'switch an action off; with a reason customers see it greyed',
    run: ([id, name], { store, options }) =>
      policyOf(store, given(id, 'label id'), ({ disabledActions }) => {
        disabledActions[known(actionNames, given(name, 'action'), 'action')] = { reason: text(options.reason) };
      }),
  },
  {
    words: 'action on',
    usage: '<label id> <action>',
    help: 'switch it on again',
    run: ([id, name], { store }) =>
      policyOf(
        store,
        given(id, 'label id'),
        ({ disabledActions }) => void delete disabledActions[known(actionNames, given(name, 'action'), 'action')],
      ),
  },
  {
    words: 'tab hide',
    usage: '<label id> <tab>',
    help: 'switch a tab off',
    run: ([id, name], { store }) =>
      policyOf(
        store,
        given(id, 'label id'),
        ({ hiddenTabs }) => void hiddenTabs.push(known(tabs, given(name, 'tab'), 'tab')),
      ),
  },
  {
    words: 'tab show',
    usage: '<label id> <tab>',
    help: 'switch it on again',
    run: ([id, name], { store }) =>
      policyOf(
        store,
        given(id, 'label id'),
        (policy) => void (policy.hiddenTabs = policy.hiddenTabs.filter((one) => one !== name)),
      ),
  },
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
  {
    words: 'backup',
    usage: '<label id> <file>',
    help: 'copy a label’s database while it is in use',
    run: async ([id, file], { config }) => backUp(localData(config), given(id, 'label id'), given(file, 'file')),
  },
  {
    words: 'restore',
    usage: '<label id> <file>',
    help: 'put a backup back; stop the BFF first',
    run: async ([id, file], { config }) => restore(localData(config), given(id, 'label id'), given(file, 'file')),
  },
];

function localData({ dbUrl, data }: Config): string {
  if (dbUrl !== undefined)
    throw new Error('backup and restore work on local files; use the tools of the libSQL server');
  return data;
}

async function readPassword(): Promise<string> {
  let password = '';
  process.stdin.setEncoding('utf8');
  for await (const chunk of process.stdin) password += chunk;
  password = password.replace(/\r?\n$/, '');
  if (password.length < 12 || password.length > 128) throw new Error('a password has 12 to 128 signs');
  return password;
}

const usage = (): string =>
  [
    'npm run hc -- <command>',
    '',
    ...commands.map(({ words, usage: args, help }) => `  ${`${words} ${args}`.trim().padEnd(58)} ${help}`),
  ].join('\n');

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      'external-id': { type: 'string' },
      username: { type: 'string' },
      role: { type: 'string' },
      reason: { type: 'string' },
      live: { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  const line = positionals.join(' ');
  const command = commands.find(({ words }) => line === words || line.startsWith(`${words} `));
  if (!command || values.help) {
    console.log(usage());
    return command || values.help || !line ? 0 : 1;
  }
  const config = readConfig(process.env);
  const store = await openStore(databasesOf(config));
  try {
    const args = positionals.slice(command.words.split(' ').length);
    const answer = await command.run(args, { store, config, options: values });
    console.log(JSON.stringify(answer ?? { done: true }, null, 2));
    return 0;
  } finally {
    await store.close();
  }
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error(
    error instanceof ConfigError ? error.lines.join('\n') : error instanceof Error ? error.message : 'failed',
  );
  process.exitCode = 1;
}
