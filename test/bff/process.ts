import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { freePort } from '../../bff/demo/platform/free-port.ts';
import { atEnd } from '../at-end.ts';
import { programFile } from '../program.ts';
import { scratch } from './store/files.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

// The second start of a program takes half as long: its code is compiled.
const compiled = scratch();

/** What a process needs of ours and nothing that the shell set for hc. */
const clean = (env: Readonly<Record<string, string>>): Record<string, string> => ({
  PATH: process.env.PATH ?? '',
  HOME: process.env.HOME ?? '',
  NODE_COMPILE_CACHE: compiled,
  ...env,
});

export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs a program of the project to its end. */
export async function runProgram(
  file: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  stdin = '',
): Promise<Ended> {
  const child = spawn(process.execPath, [file, ...args], { cwd: root, env: clean(env) });
  let out = '';
  let err = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
  child.stdin.on('error', () => {});
  child.stdin.end(stdin);
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, out, err };
}

/** Ports that nobody has, as the settings of a BFF. */
export async function freePorts(): Promise<Record<string, string>> {
  const names = ['HC_PORT', 'HC_OPS_PORT', 'HC_DNS_PORT', 'HC_MAIL_IN_PORT', 'HC_TIDEWELL_PORT', 'HC_SMIDSE_PORT'];
  names.push('HC_REDIRECT_PORT', 'HC_REDIRECT_ASK_PORT');
  const ports: Record<string, string> = {};
  for (const name of names) ports[name] = String(await freePort());
  return ports;
}

const living = new Set<ChildProcess>();
const killAll = () => living.forEach((child) => child.kill('SIGKILL'));
// A test that failed leaves its process, and that would keep the runner waiting.
atEnd(async () => killAll());
process.once('exit', killAll);

export interface Served {
  readonly url: string;
  readonly child: ChildProcess;
  /** From the start until it answered, in ms. */
  readonly took: number;
  /** What it wrote to its standard output and error. */
  said(): string;
  kill(signal: NodeJS.Signals): Promise<void>;
}

/** The real BFF as a process of its own, ready for requests. */
export async function startBff(
  env: Readonly<Record<string, string>>,
  /** A program, with its arguments, that starts it. */
  under: readonly string[] = [],
  /** What answers once it can be asked. */
  sign = '/readyz',
  file = programFile('serve'),
): Promise<Served> {
  const began = performance.now();
  const [program = '', ...args] = [...under, process.execPath, file];
  const child = spawn(program, args, {
    cwd: root,
    env: clean({
      ...{ NODE_ENV: 'production', HC_SECRET: 'a secret of the tests, long enough', HC_DEMO_SMALL: '1' },
      ...env,
    }),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  let err = '';
  child.stdout!.setEncoding('utf8').on('data', (text: string) => (said = (said + text).slice(-1_000_000)));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
  const ended = once(child, 'exit');
  living.add(child);
  child.once('exit', () => living.delete(child));
  const url = `http://localhost:${env.HC_PORT}`;
  for (;;) {
    if (child.exitCode !== null || child.signalCode !== null) throw new Error(`the BFF ended: ${err}`);
    const answer = await fetch(url + sign).catch(() => undefined);
    await answer?.arrayBuffer();
    if (answer?.ok) break;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  return {
    url,
    child,
    took: performance.now() - began,
    said: () => said + err,
    async kill(signal) {
      child.kill(signal);
      await ended;
    },
  };
}
