/** The attribute of the nearest element that has it, from a node up through shadow roots. */
export function nearest(node: Node, name: string): string | undefined {
  for (let at: Node | null = node; at; at = at instanceof ShadowRoot ? at.host : at.parentNode)
    if (at instanceof Element && at.hasAttribute(name)) return at.getAttribute(name)!;
  return undefined;
}
