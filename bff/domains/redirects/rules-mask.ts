/** Why a page cannot be shown under another name. */
export type MaskCode =
  | 'mask_insecure'
  | 'mask_private'
  | 'mask_unreachable'
  | 'mask_status'
  | 'mask_hops'
  | 'mask_frame_options'
  | 'mask_frame_ancestors';

/** What a target answered, as far as it matters. */
export interface MaskAnswer {
  readonly status: number;
  readonly headers: Headers;
}

export const mostHops = 3;

/** Where an answer leads on; undefined when it is a page. */
export function nextHop(url: string, { status, headers }: MaskAnswer): string | undefined {
  const location = headers.get('location');
  if (status < 300 || status >= 400 || location === null || !URL.canParse(location, url)) return undefined;
  return new URL(location, url).href;
}

/** True for a policy that lets pages of any host put this one into a frame. */
const letsAnybody = (sources: string): boolean => /^\s*(?:\*|https:)\s*$/i.test(sources);

/** Why the page of an answer cannot be shown in a frame of another site; undefined when it can. */
export function maskRefusal({ status, headers }: MaskAnswer): MaskCode | undefined {
  if (status >= 300) return 'mask_status';
  // Where a page has both, browsers go by frame-ancestors alone.
  const ancestors = (headers.get('content-security-policy') ?? '')
    .split(/[;,]/)
    .map((directive) => /^\s*frame-ancestors(?:\s+(.*))?$/is.exec(directive))
    .filter((match) => match !== null)
    .map(([, sources = '']) => sources);
  if (ancestors.length) return ancestors.every(letsAnybody) ? undefined : 'mask_frame_ancestors';
  const options = headers.get('x-frame-options')?.trim();
  return options && !/^allowall$/i.test(options) ? 'mask_frame_options' : undefined;
}
