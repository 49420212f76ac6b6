const shape = /^[\da-f]{2}-(?!0{32})([\da-f]{32})-[\da-f]{16}-[\da-f]{2}$/;
const uuid = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;

/**
 * The trace that a request belongs to, 32 hex digits: that of its `traceparent` (W3C Trace Context). A write of our client has
 * its Idempotency-Key in any case, a UUID: so all tries of one write are one trace, and the page sends nothing more for it.
 */
export function traceOf(headers: Headers): string {
  const given = shape.exec(headers.get('traceparent') ?? '')?.[1];
  const key = headers.get('idempotency-key') ?? '';
  return given ?? (uuid.test(key) ? key : crypto.randomUUID()).replaceAll('-', '').toLowerCase();
}

/** The header for a call that is made within a trace, as a span of its own. */
export const traceparent = (trace: string): string =>
  `00-${trace}-${crypto.randomUUID().replaceAll('-', '').slice(0, 16)}-01`;
