/**
 * Seconds of the SOA (RFC 1912 §2.2). `negative` is how long "there is no such name" is kept (RFC 2308 §4).
 */
export const soaTimes = { refresh: 10_800, retry: 3600, expire: 604_800, negative: 3600, ttl: 3600 } as const;

/** As they follow the serial in the record. */
export const soaNumbers: readonly number[] = [soaTimes.refresh, soaTimes.retry, soaTimes.expire, soaTimes.negative];
