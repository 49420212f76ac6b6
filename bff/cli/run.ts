import { parseArgs } from 'node:util';
import { commands } from './commands.ts';
import { readConfig, type Config } from '../config.ts';
import { wordsOf } from '../failure.ts';
import { databasesOf, openStore, type Store } from '../store/start.ts';

/** Where a command reads and writes. */
export interface Terminal {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdin: AsyncIterable<string | Uint8Array>;
  print(text: string): void;
  complain(text: string): void;
}

const usage = (): string =>
  [
    'npm run hc -- <command>',
    '',
    ...commands.map(({ words, usage: args, help }) => `  ${`${words} ${args}`.trim().padEnd(58)} ${help}`),
  ].join('\n');

async function main(args: readonly string[], { env, stdin, print }: Terminal): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      'external-id': { type: 'string' },
      username: { type: 'string' },
      role: { type: 'string' },
      reason: { type: 'string' },
      at: { type: 'string' },
      live: { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  const line = positionals.join(' ');
  const command = commands.find(({ words }) => line === words || line.startsWith(`${words} `));
  if (!command || values.help) {
    print(usage());
    return command || values.help || !line ? 0 : 1;
  }
  const config = readConfig(env);
  const rest = positionals.slice(command.words.split(' ').length);
  const given = { config, options: values, stdin };
  const answer =
    'onFiles' in command
      ? await command.onFiles(rest, given)
      : await withStore(config, (store) => command.run(rest, { ...given, store }));
  print(JSON.stringify(answer ?? { done: true }, null, 2));
  return 0;
}

async function withStore<T>(config: Config, body: (store: Store) => Promise<T>): Promise<T> {
  const store = await openStore(databasesOf(config));
  try {
    return await body(store);
  } finally {
    await store.close();
  }
}

/** Runs one command line; answers the exit code. */
export async function runCommand(args: readonly string[], terminal: Terminal): Promise<number> {
  try {
    return await main(args, terminal);
  } catch (error) {
    terminal.complain(wordsOf(error));
    return 1;
  }
}
