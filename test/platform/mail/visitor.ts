/** A browser without pictures: follows redirects, keeps cookies, and says where it comes from; `site` as in Sec-Fetch-Site. */
export function visitor(base: string, site = 'same-origin') {
  const { origin } = new URL(base);
  const cookies = new Map<string, string>();

  async function ask(address: string, init: RequestInit = {}): Promise<{ response: Response; text: string; at: URL }> {
    const at = new URL(address, base);
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const headers = { ...init.headers, cookie, ...(init.method === 'POST' ? { origin, 'sec-fetch-site': site } : {}) };
    const response = await fetch(at, { ...init, headers, redirect: 'manual' });
    for (const line of response.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line)!;
      if (value === '-del-') cookies.delete(name!);
      else cookies.set(name!, value!);
    }
    const next = response.headers.get('location');
    const text = await response.text();
    return next ? ask(new URL(next, at).href) : { response, text, at };
  }

  return {
    get: (address: string, headers: Record<string, string> = {}) => ask(address, { headers }),
    post: (address: string, fields: Readonly<Record<string, string>>) =>
      ask(address, { method: 'POST', body: new URLSearchParams(fields) }),
  };
}
export type Visitor = ReturnType<typeof visitor>;
