import { createHmac, timingSafeEqual } from 'node:crypto';
import type { DemoAccount, DemoLabelEntry, DemoPerson } from '../world.ts';

/** Somebody whom the reseller's own site knows. */
export interface Visitor {
  readonly person: DemoPerson;
  readonly customer: DemoAccount;
}

/** The site's own sign-in: who is behind a cookie. The site made the cookie itself, and nobody else can. */
export class Visitors {
  readonly all: readonly Visitor[];
  readonly cookieName: string;
  readonly #secret: string;

  constructor(slug: string, { customers, secretKey }: DemoLabelEntry) {
    // Cookies do not tell ports apart, and both sites are on one host
    this.cookieName = `${slug}_visitor`;
    this.#secret = secretKey;
    this.all = customers.flatMap((customer) => customer.users.map((person) => ({ person, customer })));
  }

  byEmail(email: string | null): Visitor | undefined {
    return this.all.find(({ person }) => person.email === email);
  }

  /** The visitor of a `Cookie` header, `nobody` after signing out, undefined at the first visit. */
  of(header: string | undefined): Visitor | 'nobody' | undefined {
    const cookie = (header ?? '').split(/;\s*/).find((one) => one.startsWith(`${this.cookieName}=`));
    const [, value = '', signature = ''] = /^[^=]+=([^|]+)\|([\w-]{43})$/.exec(cookie ?? '') ?? [];
    if (!signature || !timingSafeEqual(Buffer.from(signature), Buffer.from(this.#sign(value)))) return undefined;
    return this.byEmail(value) ?? 'nobody';
  }

  cookie(visitor: Visitor | 'nobody'): string {
    const value = visitor === 'nobody' ? visitor : visitor.person.email;
    return `${this.cookieName}=${value}|${this.#sign(value)}; Path=/; HttpOnly; SameSite=Lax; Max-Age=2592000`;
  }

  #sign(value: string): string {
    return createHmac('sha256', this.#secret).update(value).digest('base64url');
  }
}
