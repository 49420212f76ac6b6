/**
 * The whole answer within so many ms; rejects with a TimeoutError otherwise. `AbortSignal.timeout` alone is not
 * enough: Node may collect a signal that only a Request holds, and then nobody ends the wait.
 */
export async function fetchWithin(ms: number, request: Request, send: typeof fetch = fetch): Promise<Response> {
  const end = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      const error = new DOMException('no answer in time', 'TimeoutError');
      reject(error);
      end.abort(error);
    }, ms);
  });
  const answered = async () => {
    const answer = await send(request, { signal: end.signal });
    const body = await answer.arrayBuffer();
    return new Response([101, 204, 205, 304].includes(answer.status) ? null : body, answer);
  };
  try {
    return await Promise.race([answered(), late]);
  } finally {
    clearTimeout(timer);
  }
}

/** What a work answers with, if it does within so many ms; rejects otherwise, and the work goes on for nobody. */
export function answeredWithin<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('no answer in time')), ms);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
