/** Registers an element; when another copy of our bundle came first, its definition stays. Same name as Lit's, for the manifest. */
export const customElement = (tag: string) => (element: CustomElementConstructor) => {
  const registry = globalThis.customElements;
  if (registry && !registry.get(tag)) registry.define(tag, element);
};
