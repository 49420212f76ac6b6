/** What stands in the parent's zone of a signed one: a digest of the key that its chain begins with (RFC 4034 §5). */
export interface Ds {
  /** 0 to 65535. */
  readonly keyTag: number;
  /** 13 is ECDSA P-256 with SHA-256 (RFC 6605). */
  readonly algorithm: number;
  /** 2 is SHA-256; 1, SHA-1, is not to be used any more (RFC 8624). */
  readonly digestType: number;
  /** Hexadecimal, in capitals. */
  readonly digest: string;
}

/** As in a zone file: `12345 13 2 49FD…`. */
export const dsText = ({ keyTag, algorithm, digestType, digest }: Ds): string =>
  `${keyTag} ${algorithm} ${digestType} ${digest}`;

/** Reads what stands in a zone file; undefined when it is no DS record. */
export function parseDs(text: string): Ds | undefined {
  const [, keyTag, algorithm, digestType, digest = ''] =
    /^\s*(\d{1,5})\s+(\d{1,3})\s+(\d{1,3})\s+([\da-f\s]+?)\s*$/i.exec(text) ?? [];
  if (!digest || Number(keyTag) > 65_535) return undefined;
  return {
    keyTag: Number(keyTag),
    algorithm: Number(algorithm),
    digestType: Number(digestType),
    digest: digest.replaceAll(/\s/g, '').toUpperCase(),
  };
}

/** Whether the same keys are meant, in whatever order. */
export const sameDs = (one: readonly Ds[], other: readonly Ds[]): boolean =>
  one.length === other.length && one.every((ds) => other.some((its) => dsText(its) === dsText(ds)));
