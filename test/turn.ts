import { openSync, closeSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { endSoon } from './at-end.ts';

/** A suite as its processes share it: whoever first makes a file's mark in the folder runs that file. */
export interface Turns {
  readonly files: readonly string[];
  readonly marks: string;
}

function mine(mark: string): boolean {
  try {
    closeSync(openSync(mark, 'wx'));
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

// A file may wait for what does not keep a process alive, as a child that was let go.
const alive = setInterval(() => {}, 60_000);
const settings = { ...process.env };
const { files, marks } = JSON.parse(process.env['TEST_TURNS']!) as Turns;
// Loading all that the BFF is made of takes longer than most files' tests do: a process that has it takes one file after another.
for (const [at, file] of files.entries())
  if (mine(join(marks, `${at}`))) {
    await test(file, { timeout: Infinity }, () => import(pathToFileURL(resolve(file)).href) as Promise<void>);
    // A build in a test says that this is production.
    for (const name of Object.keys(process.env)) if (!(name in settings)) delete process.env[name];
    Object.assign(process.env, settings);
  }
clearInterval(alive);
await endSoon();
