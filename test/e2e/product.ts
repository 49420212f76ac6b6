import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { DemoFile } from '../../bff/demo/demo-file.ts';
import { freePort } from '../../bff/demo/platform/free-port.ts';
import type { DemoSlug } from '../../bff/demo/types.ts';
import type { DemoPerson } from '../../bff/demo/world.ts';
import { programFile } from '../program.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const startTimeoutMs = 150_000;

/** A new folder in memory where the machine has that: the waiting for the disk is tested elsewhere. */
export function temporary(): string {
  const folder = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'hc-e2e-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export interface Product {
  /** Origin of the BFF. */
  readonly url: string;
  readonly sites: Readonly<Record<DemoSlug, string>>;
  /** Origins of the labels' own hosts. */
  readonly own: Readonly<Record<DemoSlug, string>>;
  /** Of the embedded name server, on 127.0.0.1. */
  readonly dnsPort: number;
  /** Of the operator, on 127.0.0.1. */
  readonly opsPort: number;
  /** Of the redirect server, without a proxy before it. */
  readonly redirectPort: number;
  readonly demo: DemoFile;
  /** Its data folder. */
  readonly data: string;
  /** What it wrote to its standard output and error. */
  readonly log: () => string;
  /** The operator's command line on the same data folder. */
  cli(...args: string[]): string;
  /** A line of a shell in the project, with the settings of this product; what it printed. */
  shell(line: string): string;
  /** Text of the mails sent so far, oldest first, as they were written. */
  mails(): string[];
  /** Ends it, and removes its data folder unless that is kept. */
  stop(keep?: 'data'): Promise<void>;
}

async function ready(child: ChildProcess, log: () => string, url: string): Promise<void> {
  const giveUp = performance.now() + startTimeoutMs;
  for (;;) {
    if (child.exitCode !== null) throw new Error(`the product did not start:\n${log()}`);
    if (performance.now() > giveUp) throw new Error(`the product is not there in time:\n${log()}`);
    // Announced at the end, when sites and demo.json are there too.
    if (log().includes('/demo/inbox') && (await fetch(`${url}/openapi.json`).catch(() => undefined))?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** The code of the first block of that language in the README that holds the words, as it stands there. */
export function readmeBlock(language: string, words: string): string {
  const readme = readFileSync(join(root, 'README.md'), 'utf8');
  const block = [...readme.matchAll(new RegExp(`^ *\`\`\`${language}\\n([^]*?)^ *\`\`\``, 'gm'))]
    .map(([, code = '']) => code)
    .find((code) => code.includes(words));
  if (block === undefined) throw new Error(`README.md has no ${language} block with ${words}`);
  return block;
}

/** The data folder of a product that was started once, and ended: `TEST_DATA` of those that begin with a copy of it. */
export async function filledData(): Promise<string> {
  const product = await startProduct();
  await product.stop('data');
  return product.data;
}

/** The whole product in a process and a data folder of its own; it builds the scripts where they are older than the sources. */
export async function startProduct(environment: Readonly<Record<string, string>> = {}): Promise<Product> {
  const data = temporary();
  // Filling one with the demo takes longer than all the rest of a start. Another platform is filled beside it.
  if (process.env.TEST_DATA && Object.keys(environment).length === 0)
    cpSync(process.env.TEST_DATA, data, { recursive: true });
  const [port, ops, dnsPort, tidewell, smidse, redirects, ask] = [
    await freePort(),
    await freePort(),
    await freePort(),
    await freePort(),
    await freePort(),
    await freePort(),
    await freePort(),
  ];
  const env = {
    ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('HC_'))),
    // The runner's own variable would make the child report as a test.
    NODE_TEST_CONTEXT: undefined,
    HC_DATA: data,
    HC_PORT: `${port}`,
    HC_OPS_PORT: `${ops}`,
    HC_DNS_PORT: `${dnsPort}`,
    HC_MAIL_IN_PORT: `${await freePort()}`,
    HC_TIDEWELL_PORT: `${tidewell}`,
    HC_SMIDSE_PORT: `${smidse}`,
    HC_REDIRECT_PORT: `${redirects}`,
    HC_REDIRECT_ASK_PORT: `${ask}`,
    // All that is done each day for 2,500 domains would be done beside the test.
    HC_DEMO_SMALL: '1',
    ...environment,
  };
  const child = spawn(process.execPath, [programFile('serve')], {
    cwd: root,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let written = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => (written = (written + text).slice(-200_000)));
  const orphan = () => child.kill('SIGKILL');
  process.once('exit', orphan);
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const stop: Product['stop'] = async (keep) => {
    child.kill('SIGTERM');
    const late = setTimeout(orphan, 2000);
    await gone;
    clearTimeout(late);
    process.off('exit', orphan);
    if (!keep) rmSync(data, { recursive: true, force: true });
  };
  const url = `http://localhost:${port}`;
  try {
    await ready(child, () => written, url);
  } catch (error) {
    await stop();
    throw error;
  }
  const demo = JSON.parse(readFileSync(join(data, 'demo.json'), 'utf8')) as DemoFile;
  const inbox = join(data, 'mail');
  return {
    url,
    sites: demo.addresses.sites,
    own: { tidewell: `http://${demo.labels.tidewell.host}`, smidse: `http://${demo.labels.smidse.host}` },
    dnsPort,
    opsPort: Number(env.HC_OPS_PORT),
    redirectPort: Number(env.HC_REDIRECT_PORT),
    demo,
    data,
    log: () => written,
    cli: (...args) =>
      execFileSync(process.execPath, [programFile('cli'), ...args], {
        cwd: root,
        env: env as NodeJS.ProcessEnv,
        encoding: 'utf8',
      }),
    shell: (line) => execFileSync('sh', ['-c', line], { cwd: root, env: env as NodeJS.ProcessEnv, encoding: 'utf8' }),
    mails: () =>
      // Made with the first mail.
      (existsSync(inbox) ? readdirSync(inbox, { withFileTypes: true }) : [])
        .filter(({ name }) => name.endsWith('.eml'))
        .map(({ name }) => join(inbox, name))
        .sort((a, b) => statSync(a).mtimeMs - statSync(b).mtimeMs)
        .map((file) => readFileSync(file, 'utf8')),
    stop,
  };
}

/** Starts the product before the tests of a file and stops it after them, whatever became of them. */
export function useProduct(environment?: () => Promise<Record<string, string>>): { readonly product: Product } {
  let product: Product | undefined;
  before(async () => {
    product = await startProduct(await environment?.());
  });
  after(() => product?.stop());
  return {
    get product() {
      if (!product) throw new Error('the product is started before the tests, not before the file');
      return product;
    },
  };
}

/** Somebody of the demo world, by his user name. */
export function person({ demo }: Product, slug: DemoSlug, username: string): DemoPerson {
  const found = demo.labels[slug].customers.flatMap(({ users }) => users).find((user) => user.username === username);
  if (!found) throw new Error(`${slug} has no ${username}`);
  return found;
}
