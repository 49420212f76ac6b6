import { connect } from 'node:net';
import type { TestContext } from 'node:test';
import { freePort } from '../../bff/demo/platform/free-port.ts';
import { listen } from '../../bff/http/listen.node.ts';
import type { Harness } from '../bff/harness.ts';

export interface RawAnswer {
  /** 0 when the connection ended without an answer. */
  readonly status: number;
  readonly headers: Headers;
  readonly body: string;
}

function parsed(text: string): RawAnswer {
  const [head = '', ...rest] = text.split('\r\n\r\n');
  const [first = '', ...lines] = head.split('\r\n');
  const headers = new Headers();
  for (const line of lines) headers.append(line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trim());
  return { status: Number(first.split(' ')[1] ?? 0), headers, body: rest.join('\r\n\r\n') };
}

/** Sends bytes as they are, which no client library would, and reads what comes back until the connection ends. */
export async function sendRaw(port: number, bytes: string | AsyncIterable<string>): Promise<RawAnswer> {
  const socket = connect(port, '127.0.0.1');
  let text = '';
  socket.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
  socket.on('error', () => {});
  const closed = new Promise((resolve) => socket.once('close', resolve));
  for await (const chunk of typeof bytes === 'string' ? [bytes] : bytes) {
    if (socket.destroyed) break;
    socket.write(chunk);
  }
  await closed;
  return parsed(text);
}

/** One request with these lines as its head; the connection ends with it. */
export const sendLines = (port: number, lines: readonly string[], body = ''): Promise<RawAnswer> =>
  sendRaw(
    port,
    [...lines, ...(body ? [`content-length: ${Buffer.byteLength(body)}`] : []), 'connection: close', '', body].join(
      '\r\n',
    ),
  );

/** The BFF of a harness behind a real port. */
export async function served(t: TestContext, h: Harness): Promise<number> {
  const port = await freePort();
  t.after(await listen(h.bff.app.fetch, port, '127.0.0.1'));
  return port;
}
