/**
 * The network that a request comes from, for limits. Behind trusted proxies it is what the outermost of them saw; what
 * stands further left in X-Forwarded-For anybody can write. Of IPv6 the /64: that is what one customer is given.
 */
export function networkOf(socket: string | undefined, forwarded: string | undefined, proxies: number): string {
  const hops = forwarded?.split(',').map((hop) => hop.trim()) ?? [];
  const address = (proxies > 0 ? hops.at(-proxies) : undefined) ?? socket ?? 'local';
  const plain = address.replace(/^::ffff:/i, '');
  if (!plain.includes(':')) return plain;
  const [head = '', tail] = plain.split('::');
  const groups = head ? head.split(':') : [];
  const missing = tail === undefined ? 0 : 8 - groups.length - (tail ? tail.split(':').length : 0);
  return [...groups, ...Array.from({ length: Math.max(0, missing) }, () => '0')].slice(0, 4).join(':');
}
