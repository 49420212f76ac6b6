/** A host as requests name it: lower case, with the port unless it is the scheme's own. */
export function hostKey(text: string): string {
  const full = text.includes('://') ? text : `http://${text}`;
  if (!URL.canParse(full)) throw new Error(`${text} is no host name`);
  const url = new URL(full);
  if (url.pathname !== '/' || url.search || url.hash || url.username) throw new Error(`${text} is no host name`);
  return url.host;
}
