import type { LitElement } from 'lit';

/** How long until what is under way is asked for again, in ms. */
const every = 5000;

/** Asks again while something is under way: news of its end may come to another process of the BFF than ours. */
export function askWhile(host: LitElement, isPending: () => boolean, ask: () => Promise<unknown>): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  host.addController({
    hostUpdated: () => {
      clearTimeout(timer);
      if (host.isConnected && isPending()) timer = setTimeout(() => void ask(), every);
    },
    hostDisconnected: () => clearTimeout(timer),
  });
}
