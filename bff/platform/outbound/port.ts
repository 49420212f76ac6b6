/**
 * `not_public` = the name leads into somebody's own network; `certificate_…` = it answers, and with a certificate that
 * browsers refuse; the others say that nothing came of it.
 */
export type OutboundCode = 'not_public' | 'not_allowed' | 'unreachable' | 'too_large' | CertificateFault;
export type CertificateFault = 'certificate_expired' | 'certificate_name' | 'certificate_untrusted';

export class OutboundError extends Error {
  readonly code: OutboundCode;

  constructor(code: OutboundCode) {
    super(code);
    this.code = code;
  }
}

export interface OutboundAnswer {
  readonly status: number;
  readonly headers: Headers;
  /** When the certificate of a secure answer ends, in ms. */
  readonly certificateUntil?: number;
}

/** Asks addresses that customers typed. Follows nothing, so that each address is looked at. */
export interface Outbound {
  ask(url: string): Promise<OutboundAnswer>;
}
