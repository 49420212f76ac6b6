import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { DemoWorld } from './world.ts';

/** Where things are listening, as `demo.json` says it. */
export interface DemoAddresses {
  readonly bff: string;
  readonly sites: Readonly<Record<keyof DemoWorld['labels'], string>>;
}
export type DemoFile = DemoWorld & { readonly addresses: DemoAddresses };

/** Writes all at once, readable by its owner only: it holds secret keys. */
export function writeDemoFile(path: string, world: DemoWorld, addresses: DemoAddresses): void {
  mkdirSync(dirname(path), { recursive: true });
  const file: DemoFile = { addresses, labels: world.labels };
  writeFileSync(`${path}.new`, `${JSON.stringify(file, null, 2)}\n`, { mode: 0o600 });
  renameSync(`${path}.new`, path);
}

/** What an earlier start wrote; undefined when there is none that can be read. */
export function readDemoFile(path: string): DemoFile | undefined {
  if (!existsSync(path)) return undefined;
  try {
    const file = JSON.parse(readFileSync(path, 'utf8')) as Partial<DemoFile>;
    return file.labels?.tidewell && file.labels.smidse && file.addresses ? (file as DemoFile) : undefined;
  } catch {
    return undefined;
  }
}
