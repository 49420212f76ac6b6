/** The scripts of one build: what a page needs to accept exactly these and no others. */
export interface Pins {
  readonly version: string;
  /** Name of the loader that never changes. */
  readonly loader: string;
  /** File → Subresource Integrity. */
  readonly integrity: Readonly<Record<string, string>>;
}

const base64 = (bytes: ArrayBuffer): string => btoa(String.fromCharCode(...new Uint8Array(bytes)));

/** What a reseller pastes to run this build only: the loader by its hash, and by the import map all that it loads. */
export async function pinnedSnippet(
  origin: string,
  key: string,
  { version, loader, integrity }: Pins,
): Promise<string> {
  const address = (file: string) => `${origin}/embed/v1/${file}`;
  const chunks = Object.entries(integrity).filter(([file]) => file !== loader);
  const map = JSON.stringify({ integrity: Object.fromEntries(chunks.map(([file, hash]) => [address(file), hash])) });
  const hash = base64(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(map)));
  return `<!-- hc ${version}. A policy without a nonce also needs this in script-src: 'sha256-${hash}' -->
<script type="importmap">${map}</script>
<script async src="${address(loader)}" integrity="${integrity[loader]}" crossorigin="anonymous" data-label="${key}"></script>
`;
}
