import { parseArgs } from 'node:util';
import { commands } from './cli-commands.ts';
import { readConfig } from './config.ts';
import { wordsOf } from './failure.ts';
import { databasesOf, openStore } from './store/start.ts';

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
  console.error(wordsOf(error));
  process.exitCode = 1;
}
