import { ApiError, asApiError } from './api-error.ts';
import type { Panel } from './panel.ts';

const askEvery = 3_000;
/** A proof of identity is good for five minutes; who takes longer begins again. */
const patience = 300_000;

export const needsConfirmation = (error: unknown): boolean => asApiError(error).code === 'step_up_required';

/**
 * Opens the page of the label's own host on which the person proves that it is himself, in a window of its own: no page
 * around us ever sees a password. Has to be called in the click itself.
 */
export function openConfirmation({ label }: Panel, error: ApiError): void {
  const url = new URL(error.confirmAt ?? '', label.areaUrl || location.origin);
  if (!open(url, '_blank', 'popup,width=480,height=720'))
    throw new ApiError(0, { kind: 'permission', code: 'popup_blocked' });
}

/** Asks again until it was confirmed; undefined when nobody waits any more. A window of another site tells nothing, so it is asked. */
export async function onceConfirmed<T>(ask: () => Promise<T>, signal: AbortSignal): Promise<T | undefined> {
  for (const end = Date.now() + patience; Date.now() < end;) {
    await pause(signal);
    if (signal.aborted) return undefined;
    try {
      return await ask();
    } catch (error) {
      if (!needsConfirmation(error)) throw error;
    }
  }
  return undefined;
}

/** Until the person comes back to this page, or for a moment. */
function pause(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      removeEventListener('focus', done);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, askEvery);
    addEventListener('focus', done);
    signal.addEventListener('abort', done);
  });
}
