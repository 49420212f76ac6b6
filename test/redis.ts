import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { freePort } from '../bff/demo/platform/free-port.ts';
import { scratch } from './bff/store/files.ts';

/** A real Redis of its own, which can be killed, and started again on the same port. */
export async function startRedis() {
  const port = await freePort();
  let child: ChildProcess;
  const start = async () => {
    child = spawn('redis-server', ['--port', String(port), '--dir', scratch(), '--save', ''], { stdio: 'pipe' });
    for (let ready = false; !ready;) ready = /Ready to accept/.test(String((await once(child.stdout!, 'data'))[0]));
  };
  await start();
  return {
    url: `redis://127.0.0.1:${port}`,
    start,
    signal: (name: NodeJS.Signals) => void child.kill(name),
    async kill() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGKILL');
      await once(child, 'exit');
    },
  };
}
