import { spawn } from 'node:child_process';
import { build } from 'vite';
import { freePort } from '../../bff/demo/platform/free-port.ts';
import { startBff, freePorts } from '../bff/process.ts';
import { scratch } from '../bff/store/files.ts';
import { eachInTurn, ms, quick, type Row } from './measure.ts';

const bare = `
  import { serve } from '@hono/node-server';
  import { Hono } from 'hono';
  import Libsql from 'libsql';
  const db = new Libsql(process.argv[1]);
  db.exec('pragma journal_mode=wal; create table if not exists t (n)');
  serve({ fetch: new Hono().get('/readyz', (c) => c.text(String(db.prepare('select count(*) from t').all().length))).fetch, port: Number(process.argv[2]) });`;

/** From the start of the process until it answers, beside a server that has nothing but the same libraries. */
export async function bootBench(): Promise<Row[]> {
  await build({ mode: 'bff', logLevel: 'warn' });
  const data = scratch();
  // Neither finds its code compiled: as a new release starts.
  const compiled = { NODE_COMPILE_CACHE: '', NODE_DISABLE_COMPILE_CACHE: '1' };
  const env = { ...compiled, HC_DATA: data, HC_DEMO: '0', ...(await freePorts()) };
  const took = await eachInTurn(
    {
      ours: async () => {
        const served = await startBff(env, [], '/readyz', 'dist/bff/serve.js');
        await served.kill('SIGTERM');
        return served.took;
      },
      bare: async () => {
        const port = await freePort();
        const began = performance.now();
        const args = ['--input-type=module', '-e', bare, `${data}/bare.db`, String(port)];
        const child = spawn(process.execPath, args, { stdio: 'ignore', env: { ...process.env, ...compiled } });
        const ended = new Promise((resolve) => child.once('exit', resolve));
        while (!(await fetch(`http://localhost:${port}/readyz`).catch(() => undefined))?.ok)
          await new Promise((resolve) => setTimeout(resolve, 10));
        const time = performance.now() - began;
        child.kill('SIGKILL');
        await ended;
        return time;
      },
    },
    quick ? 3 : 7,
  );
  return [{ id: 'QH6', ours: ms(took.ours), beside: ms(took.bare), value: took.ours / took.bare }];
}
