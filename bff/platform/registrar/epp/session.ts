import { sha256 } from '../../../store/hash.ts';
import type { Call } from '../../call.ts';
import { RegistrarError } from '../port.ts';
import { readAnswer, readGreeting, type Answer } from './answers.ts';
import { connection, type Connection, type Endpoint } from './connection.ts';
import { commandFrame, helloFrame, login, logout, spaces, type Command } from './frames.ts';
import { ends, errorOf, isDone } from './results.ts';
import { XmlError } from './xml.ts';

export interface SessionOptions extends Endpoint {
  readonly user: string;
  readonly password: string;
  /** For one answer, in ms. */
  readonly timeoutMs: number;
}

/** Signed in at a registry. Commands go one after the other. */
export interface Session {
  readonly open: boolean;
  /** The registry ended it, or the network did. */
  readonly cut: boolean;
  send(command: Command, call?: Call): Promise<Answer>;
  /** Says that we are still there. */
  hello(): Promise<void>;
  end(): Promise<void>;
  destroy(): void;
}

/** The same command of the same call has the same id, so that whoever reads the registry's log sees that it came again. */
async function idOf({ body, extension }: Command, trace: string | undefined): Promise<string> {
  if (!trace) return `hc-${crypto.randomUUID()}`;
  const hash = await sha256(body.text + (extension?.text ?? ''));
  return `hc-${trace.slice(0, 40)}-${hash.slice(0, 16)}`;
}

const ours = { objects: [spaces.domain, spaces.host, spaces.contact], extensions: [spaces.rgp, spaces.secDns] };

/** Connects and signs in. Rejects with RegistrarError; no password and no code is ever in one. */
export async function session({ user, password, timeoutMs, ...endpoint }: SessionOptions): Promise<Session> {
  const where = `${endpoint.host}:${endpoint.port}`;
  const line: Connection = connection(endpoint);

  /** What cannot be read says nothing of what was done, and nothing that comes after it can be trusted. */
  function understood<T>(read: () => T): T {
    try {
      return read();
    } catch (error) {
      line.destroy();
      const why = error instanceof XmlError ? error.message : 'an answer without a meaning';
      throw new RegistrarError('unreachable', `EPP at ${where}: ${why}`);
    }
  }

  async function send(command: Command, call?: Call): Promise<Answer> {
    const id = await idOf(command, call?.trace);
    const frame = commandFrame(command, id);
    // The last thing before it is sent: whoever slept meanwhile must not write any more.
    if (command.writes) call?.admit(timeoutMs);
    const text = await line.exchange(frame, timeoutMs);
    const answer = understood(() => readAnswer(text));
    if (ends(answer.code)) line.destroy();
    if (isDone(answer.code) && answer.id !== undefined && answer.id !== id) {
      line.destroy();
      throw new RegistrarError('unreachable', `EPP at ${where}: the answer to another command`);
    }
    return answer;
  }

  try {
    const text = await line.exchange(undefined, timeoutMs);
    const offered = understood(() => readGreeting(text));
    const objects = ours.objects.filter((uri) => offered.objects.includes(uri));
    const extensions = ours.extensions.filter((uri) => offered.extensions.includes(uri));
    const answer = await send(login({ user, password, objects, extensions }));
    if (!isDone(answer.code)) throw errorOf(answer, where, { secrets: [password], signedIn: false });
  } catch (error) {
    line.destroy();
    throw error;
  }
  return {
    get open() {
      return line.open;
    },
    get cut() {
      return line.cut;
    },
    send,
    async hello() {
      const text = await line.exchange(helloFrame, timeoutMs);
      understood(() => readGreeting(text));
    },
    async end() {
      await send(logout).catch(() => {});
      line.destroy();
    },
    destroy: () => line.destroy(),
  };
}
