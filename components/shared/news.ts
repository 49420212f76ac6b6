import type { Change, Panel } from './panel.ts';

/** What news of the session itself may do to it. */
export type Show = (change: Partial<Panel>) => void;

/** News for the elements of a session: heard while somebody listens and the session wants it. */
export function news(send: typeof fetch, url: string, attend: () => void, forget: () => void, show: Show) {
  const hearers = new Set<(change: Change) => void>();
  let live: AbortController | undefined;

  const tell = (change: Change): void => {
    for (const hearer of [...hearers]) hearer(change);
  };
  return {
    onChange: (listener: (change: Change) => void): (() => void) => {
      hearers.add(listener);
      attend();
      return () => {
        hearers.delete(listener);
        attend();
      };
    },
    run: (wanted: boolean): void => {
      if (wanted && hearers.size) {
        if (live) return;
        const { signal } = (live = new AbortController());
        // News may come later than the first rows; its code does too, once they are on the screen.
        setTimeout(
          () => void import('./live.ts').then(({ listen }) => listen(send, url, tell, signal, forget, show)),
          99,
        );
      } else {
        live?.abort();
        live = undefined;
      }
    },
  };
}
