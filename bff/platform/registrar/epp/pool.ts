import type { Call } from '../../call.ts';
import { RegistrarError } from '../port.ts';
import type { Answer } from './answers.ts';
import type { Command } from './frames.ts';
import { session, type Session, type SessionOptions } from './session.ts';

export interface PoolOptions extends SessionOptions {
  /** Registries count them: so many at most. */
  readonly sessions: number;
  /** A session that nobody uses says hello so often, in ms; registries end idle ones after ten minutes or so. */
  readonly helloEvery: number;
}

/** Sessions at a registry, opened when they are needed and kept. */
export interface Pool {
  send(command: Command, call?: Call): Promise<Answer>;
  close(): Promise<void>;
}

interface Kept {
  readonly session: Session;
  readonly hello: ReturnType<typeof setInterval>;
}

export function pool({ sessions, helloEvery, ...options }: PoolOptions): Pool {
  const where = `${options.host}:${options.port}`;
  const free: Kept[] = [];
  const line: ((kept: Kept | undefined) => void)[] = [];
  let count = 0;
  let closed = false;
  const closedError = () => new RegistrarError('unreachable', `EPP at ${where}: the connector is closed`);

  function drop({ session: one, hello }: Kept): void {
    clearInterval(hello);
    one.destroy();
    count -= 1;
    // Whoever waits opens one instead.
    line.shift()?.(undefined);
  }

  async function opened(): Promise<Kept> {
    count += 1;
    try {
      const one = await session(options);
      const kept: Kept = { session: one, hello: setInterval(() => void stayOpen(kept), helloEvery) };
      kept.hello.unref();
      return kept;
    } catch (error) {
      count -= 1;
      line.shift()?.(undefined);
      throw error;
    }
  }

  async function stayOpen(kept: Kept): Promise<void> {
    const at = free.indexOf(kept);
    if (at < 0) return;
    free.splice(at, 1);
    await kept.session.hello().catch(() => {});
    give(kept);
  }

  function give(kept: Kept): void {
    if (!kept.session.open || closed) return drop(kept);
    const next = line.shift();
    if (next) next(kept);
    else free.push(kept);
  }

  /** A session of one's own until it is given back, and whether it was used before. */
  async function take(): Promise<{ kept: Kept; used: boolean }> {
    if (closed) throw closedError();
    const kept = free.pop();
    if (kept?.session.open) return { kept, used: true };
    if (kept) {
      drop(kept);
      return take();
    }
    if (count < sessions) return { kept: await opened(), used: false };
    const given = await new Promise<Kept | undefined>((resolve) => line.push(resolve));
    return given ? { kept: given, used: true } : take();
  }

  async function send(command: Command, call?: Call): Promise<Answer> {
    const { kept, used } = await take();
    let failure: unknown;
    try {
      return await kept.session.send(command, call);
    } catch (error) {
      failure = error;
    } finally {
      give(kept);
    }
    // The registry ended a session that was idle: nothing is lost where nothing is changed.
    if (used && !command.writes && kept.session.cut && !closed) return send(command, call);
    throw failure;
  }

  return {
    send,
    async close() {
      closed = true;
      for (const next of line.splice(0)) next(undefined);
      await Promise.all(
        free.splice(0).map(async (kept) => {
          await kept.session.end();
          drop(kept);
        }),
      );
    },
  };
}
