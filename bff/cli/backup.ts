import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Command, given, labelOf, text } from './input.ts';
import type { Config } from '../config.ts';
import { assemble, restore, restoreAt } from '../store/backup/restore.ts';
import { backUp } from '../store/backup/snapshot.ts';
import { archiveOf } from '../store/start.ts';

/** Where the files are that a command works on. */
function localData({ dbUrl, data }: Config): string {
  if (dbUrl !== undefined)
    throw new Error('backup and restore work on local files; use the tools of the libSQL server');
  return data;
}

function archive(config: Config) {
  const found = archiveOf(config);
  if (!found) throw new Error('HC_BACKUP_DIR and HC_BACKUP_KEY say where backups are');
  return found;
}

function instant(value: string | undefined): number | undefined {
  if (value === undefined) return undefined;
  const at = Date.parse(value);
  if (!/^\d{4}-\d\d-\d\dT/.test(value) || Number.isNaN(at))
    throw new Error(`${value} is no instant like 2027-03-14T09:30:00Z`);
  return at;
}

/** A label's id, or `control`. It becomes part of a path. */
function databaseName(name: string | undefined): string {
  if (name !== 'control' && !/^lab_[\w-]+$/.test(given(name, 'label id'))) throw new Error(`${name} is no label id`);
  return name!;
}

export const backupCommands: readonly Command[] = [
  {
    words: 'backup list',
    usage: '<label id or control>',
    help: 'show from when to when a database can be brought back',
    onFiles: async ([name], { config }) =>
      (await archive(config).chains(databaseName(name))).map(({ began, pieces }) => ({
        from: new Date(began).toISOString(),
        to: new Date(pieces.at(-1)?.at ?? began).toISOString(),
        pieces: pieces.length,
      })),
  },
  {
    words: 'backup check',
    usage: '[<label id or control>]',
    help: 'prove the backups: bring one (else a random one) to a random time, beside the real one',
    onFiles: async ([name], { config }) => {
      const from = archive(config);
      const names = await from.names();
      const chosen = name ?? names[Math.floor(Math.random() * names.length)];
      const chains = chosen === undefined ? [] : await from.chains(chosen);
      if (chosen === undefined || !chains.length) throw new Error('there is no backup yet');
      const first = chains[0]!.began;
      const last = chains.at(-1)!.pieces.at(-1)?.at ?? chains.at(-1)!.began;
      const at = Math.round(first + Math.random() * (last - first));
      const work = mkdtempSync(join(tmpdir(), 'hc-check-'));
      const started = performance.now();
      try {
        const file = join(work, 'assembled.db');
        const until = await assemble(from, chosen, at, file);
        restore(work, chosen, file);
        const seconds = Math.round(performance.now() - started) / 1000;
        return { database: chosen, at: new Date(at).toISOString(), until: until.toISOString(), seconds, whole: true };
      } finally {
        rmSync(work, { recursive: true, force: true });
      }
    },
  },
  {
    words: 'backup',
    usage: '<label id> <file>',
    help: 'copy a label’s database while it is in use',
    run: async ([id, file], { config, store }) =>
      backUp(localData(config), await labelOf(store, id), given(file, 'file')),
  },
  {
    words: 'restore all',
    usage: '[--at <instant>]',
    help: 'bring every database back from the backups; stop the BFF first',
    onFiles: async (_, { config, options }) => {
      const at = instant(text(options.at));
      const from = archive(config);
      const restored = [];
      for (const name of await from.names())
        restored.push({ database: name, ...(await restoreAt(localData(config), name, from, at)) });
      return restored;
    },
  },
  {
    words: 'restore control',
    usage: '[--at <instant>]',
    help: 'the same with resellers, labels, hosts, origins and keys alone',
    onFiles: (_, { config, options }) =>
      restoreAt(localData(config), 'control', archive(config), instant(text(options.at))),
  },
  {
    words: 'restore',
    usage: '<label id> [<file>] [--at <instant>]',
    help: 'the same with one label, from the backups or from a file',
    run: async ([id, file], { config, store, options }) => {
      const data = localData(config);
      const name = await labelOf(store, id);
      const at = instant(text(options.at));
      return file === undefined ? restoreAt(data, name, archive(config), at) : restore(data, name, file);
    },
  },
];
