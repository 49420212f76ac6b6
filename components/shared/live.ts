import type { Me } from '../../bff/account/answers.ts';
import { accept } from './api-error.ts';
import type { Show } from './news.ts';
import type { Change } from './panel.ts';

const pollEvery = 15_000;
const reconnectAfter = 1_000;

/** Reads `data:` lines of a stream of server-sent events until it ends. */
export async function readEvents(body: ReadableStream<Uint8Array>, heard: (data: string) => void): Promise<void> {
  const reader = body.pipeThrough(new TextDecoderStream() as TransformStream<Uint8Array, string>).getReader();
  let rest = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    const lines = (rest + value).split(/\r?\n/);
    rest = lines.pop()!;
    for (const line of lines) if (line.startsWith('data:')) heard(line.slice(5).trim());
  }
}

/** News for all elements of a session: a stream while it holds, else a poll; until the signal. */
export async function listen(
  send: typeof fetch,
  url: string,
  tell: (change: Change) => void,
  signal: AbortSignal,
  forget: () => void,
  show: Show,
): Promise<void> {
  // Its code came too late.
  if (signal.aborted) return;
  const pause = (ms: number) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      signal.addEventListener('abort', () => (clearTimeout(timer), resolve()), { once: true });
    });
  const poll = () => tell({ kind: 'poll', id: '' });
  let deaf = false;
  while (!signal.aborted)
    try {
      const answer = await send(url, { signal, headers: { accept: 'text/event-stream' } });
      if (!answer.ok || !answer.body) throw new Error('no stream');
      // What happened meanwhile is unknown.
      if (deaf) poll();
      deaf = false;
      let over = false;
      let rights = false;
      await readEvents(answer.body, (data) => {
        const said = JSON.parse(data) as Change | { readonly kind: 'session' } | { readonly kind: 'rights' };
        if (said.kind === 'session') over = true;
        else if (said.kind === 'rights') rights = true;
        else tell(said);
      });
      deaf = true;
      if (rights) {
        const me = (await (await accept(send(url.replace(/events$/, 'me'), { signal }))).json()) as Me;
        forget();
        show({ me, denied: me.denied });
        continue;
      }
      // The session has ended: asking again renews it, or shows that it is over.
      if (!over) await pause(reconnectAfter);
    } catch {
      if (signal.aborted) return;
      await pause(pollEvery);
      if (!signal.aborted) poll();
    }
}
