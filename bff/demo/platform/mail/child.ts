import { type ChildProcess, spawn } from 'node:child_process';
import { connect } from 'node:net';

const startTimeoutMs = 15_000;
const stopTimeoutMs = 5000;

export const host = '127.0.0.1';

export interface Launch {
  /** As people call it. */
  readonly name: string;
  readonly program: string;
  readonly args: readonly string[];
  readonly dir: string;
  /** It has started when it takes connections at all of these. */
  readonly ports: readonly number[];
  readonly env?: Readonly<Record<string, string>>;
  readonly owner?: { readonly uid: number; readonly gid: number } | undefined;
}

/** A server that runs as long as we do at most. */
export interface Child {
  readonly pid: number;
  stop(): Promise<void>;
  /** As a power cut would: without a farewell, and its own children with it. */
  kill(): Promise<void>;
  /** Settles when the process has ended by itself. */
  readonly ended: Promise<void>;
}

/** Whether something takes connections at a port of the loopback. */
export const answers = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, host);
    const end = (is: boolean) => {
      socket.destroy();
      resolve(is);
    };
    socket.once('connect', () => end(true));
    socket.once('error', () => end(false));
  });

/** Ends a process with all that it started. */
function endGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  try {
    if (child.pid !== undefined) process.kill(-child.pid, signal);
  } catch {
    // Gone already.
  }
}

async function untilReady(child: ChildProcess, { name, ports }: Launch, written: () => string): Promise<void> {
  for (const patience = performance.now() + startTimeoutMs; ;) {
    if (child.exitCode !== null || child.signalCode !== null) throw new Error(`${name} did not start:\n${written()}`);
    if ((await Promise.all(ports.map(answers))).every(Boolean)) return;
    if (performance.now() > patience) {
      endGroup(child, 'SIGKILL');
      throw new Error(`${name} does not answer:\n${written()}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Starts a server in a process group of its own; throws with what it wrote when it does not start. */
export async function launch(options: Launch): Promise<Child> {
  const child = spawn(options.program, options.args, {
    cwd: options.dir,
    env: { ...options.env, PATH: '/usr/sbin:/usr/bin:/sbin:/bin' },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
    ...options.owner,
  });
  let written = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => (written = (written + text).slice(-4000)));
  const exited = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', (error) => {
      written += error.message;
      resolve();
    });
  });
  // Should we end without a farewell, as a test that fails does, it shall not stay behind
  const orphan = () => endGroup(child, 'SIGKILL');
  process.once('exit', orphan);
  await untilReady(child, options, () => written.trim());
  let wanted = false;
  async function finish(signal: NodeJS.Signals): Promise<void> {
    wanted = true;
    if (signal === 'SIGTERM') child.kill(signal);
    else orphan();
    const late = setTimeout(orphan, stopTimeoutMs);
    await exited;
    clearTimeout(late);
    process.off('exit', orphan);
    orphan();
  }
  return {
    pid: child.pid!,
    stop: () => finish('SIGTERM'),
    kill: () => finish('SIGKILL'),
    ended: exited.then(() => (wanted ? new Promise<void>(() => {}) : undefined)),
  };
}
