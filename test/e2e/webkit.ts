import { spawn, type ChildProcess } from 'node:child_process';
import { globSync } from 'node:fs';
import { freePort } from '../../bff/demo/platform/free-port.ts';
import { findDeep, type Handle, type Spot, spotOf, visiting, type Visit } from './visit.ts';

/** Name of an element reference in W3C WebDriver. */
const reference = 'element-6066-11e4-a52e-4f735466cecf';
type Reference = Readonly<Record<typeof reference, string>>;

/** Xvfb picks a free display by itself and says which. */
async function startDisplay(): Promise<{ child: ChildProcess; display: string }> {
  const args = ['-displayfd', '3', '-screen', '0', '1280x900x24', '-nolisten', 'tcp'];
  const child = spawn('Xvfb', args, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
  const number = await new Promise<string>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', () => reject(new Error('Xvfb did not start')));
    child.stdio[3]!.once('data', (text: Buffer) => resolve(text.toString().trim()));
  });
  return { child, display: `:${number}` };
}

/** WebKitGTK's small browser on a screen in memory, driven over W3C WebDriver. */
export async function launchWebKit(): Promise<{ open(address: string): Promise<Visit>; close(): Promise<void> }> {
  const { child: screen, display } = await startDisplay();
  const port = await freePort();
  const driver = spawn('WebKitWebDriver', [`--port=${port}`], {
    env: { ...process.env, DISPLAY: display, LIBGL_ALWAYS_SOFTWARE: '1', LANG: 'en_GB.UTF-8' },
    stdio: 'ignore',
  });
  const end = () => {
    driver.kill();
    screen.kill();
  };
  process.once('exit', end);

  async function command<Value>(method: 'GET' | 'POST' | 'DELETE', path: string, body?: object): Promise<Value> {
    const answer = await fetch(`http://127.0.0.1:${port}${path}`, {
      method,
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    const { value } = (await answer.json()) as { value: Value & { error?: string; message?: string } };
    if (!answer.ok) throw new Error(`${path}: ${value.error} ${value.message}`);
    return value;
  }
  async function session(): Promise<string> {
    const [binary] = globSync('/usr/lib/*/webkit2gtk-4.*/MiniBrowser');
    const options = { binary, args: ['--automation'] };
    for (let tries = 0; ; tries += 1)
      try {
        const capabilities = { alwaysMatch: { 'webkitgtk:browserOptions': options } };
        return `/session/${(await command<{ sessionId: string }>('POST', '/session', { capabilities })).sessionId}`;
      } catch (error) {
        // The driver takes a moment until it listens.
        if (tries > 50 || !(error instanceof TypeError)) throw error;
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
  }
  const at = await session().catch((error: unknown) => {
    end();
    throw error;
  });
  const run = <Value>(script: string, ...args: unknown[]): Promise<Value> =>
    command('POST', `${at}/execute/sync`, { script, args });

  const handleOf = (element: Reference): Handle => ({
    // The driver's own click does not know elements inside shadow roots: the mouse goes where the element is.
    click: async () => {
      const { x, y } = await run<Spot>(`return (${spotOf.toString()})(arguments[0])`, element);
      const press = ['pointerDown', 'pointerUp'].map((type) => ({ type, button: 0 }));
      const actions = [{ type: 'pointerMove', x, y }, ...press];
      await command('POST', `${at}/actions`, { actions: [{ type: 'pointer', id: 'mouse', actions }] });
    },
    type: (text) => command('POST', `${at}/element/${element[reference]}/value`, { text }),
    evaluate: (look) => run(`return (${look.toString()})(arguments[0])`, element),
  });
  return {
    open: async (address) => {
      await command('POST', `${at}/url`, { url: address });
      return visiting({
        // WebDriver has no console.
        said: [],
        look: async (...args) => {
          const found = await run<Reference | null>(`return (${findDeep.toString()})(...arguments)`, ...args);
          return found ? handleOf(found) : undefined;
        },
        read: (expression) => run(`return ${expression}`),
      });
    },
    close: async () => {
      await command('DELETE', at).catch(() => {});
      process.off('exit', end);
      end();
    },
  };
}
