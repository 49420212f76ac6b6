import { type HostCase, loader, nonce, page } from '../page.ts';

const manager = '<hc-domain-manager></hc-domain-manager>';

/** Pages that load and place elements in their own ways. */
export const elements: readonly HostCase[] = [
  { id: 'plain', title: 'E10: a plain page', html: ({ bff }) => page(manager, { head: loader(bff) }) },
  {
    id: 'loader-twice',
    title: 'E1: the loader twice',
    html: ({ bff }) => page(manager, { head: loader(bff) + loader(bff) }),
  },
  {
    id: 'loader-late',
    title: 'E2: the loader comes after load, or after ten seconds',
    html: ({ bff }) =>
      page(manager, { head: `<script nonce="${nonce}" src="/late.js" data-src="${bff}/embed/v1/hc.js"></script>` }),
  },
  {
    id: 'come-and-go',
    title: 'E2: elements that are added, moved and removed',
    html: ({ bff }) =>
      page(
        `<p><button id="add">Add</button> <button id="move">Move</button> <button id="remove">Remove</button></p><main></main><aside></aside>`,
        { head: `<script nonce="${nonce}" src="/come-and-go.js"></script>${loader(bff)}` },
      ),
  },
  {
    id: 'languages',
    title: 'I5: a Dutch page with a part in English, and one in German, which the label does not offer',
    html: ({ bff }) =>
      page(`${manager}<section lang="en-GB">${manager}</section><section lang="de">${manager}</section>`, {
        head: loader(bff),
        html: 'lang="nl"',
      }),
  },
  {
    id: 'slow',
    title: 'E3: everything of ours takes two seconds',
    html: ({ slow }) => page(manager, { head: loader(slow) }),
  },
];
