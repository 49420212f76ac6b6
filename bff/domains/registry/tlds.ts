/** How a registry treats a domain of its ending. What a label sells comes on top of it. */
export interface Tld {
  /** Knows clientTransferProhibited (RFC 5731 §2.3). */
  readonly lock: boolean;
  /** Takes DS or keys of a signed zone (RFC 5910). */
  readonly secDns: boolean;
  /** TTL of the DS records in its zone, in seconds; what is longer than true only makes people wait. */
  readonly dsTtl: number;
  /** Moves a domain by a code (RFC 5731 §2.6), rather than by a tag or a mail of its own. */
  readonly authCode: boolean;
  /** Days that a code is good for at most; 14 where the registry does not say. */
  readonly authCodeDays?: number;
  /** Days in which the losing registrar may refuse a transfer; 0 = it is done at once. */
  readonly transferDays: number;
  /** Days that a domain stays where it was registered or moved to last. */
  readonly stayDays: number;
  /** Years that a transfer adds. */
  readonly transferYears: number;
  /** Wants the registrant's address shown to reach somebody, else the domain is held. */
  readonly verifies: boolean;
  /** Hides a registrant who is a person by itself, or lets him be hidden. */
  readonly privacy: 'always' | 'choice' | 'none';
  /** Name servers at least and at most. */
  readonly nameServers: readonly [least: number, most: number];
  /** Days after the expiry in which a renewal costs what it always does (RFC 3915 §3.1); 0 = none. */
  readonly graceDays: number;
  /**
   * The registry adds a year on the day of expiry to what is not deleted, and takes it back for so many days (autoRenewPeriod,
   * RFC 3915 §3.1); 0 = it never does, null = it adds none.
   */
  readonly autoRenews: number | null;
  /** Days in which it can be restored after that, for a fee; 0 = none. */
  readonly redemptionDays: number;
  /** Days in which nothing can be done any more. */
  readonly deletionDays: number;
  /** Years that a registration may last at most. */
  readonly maxYears: number;
}

const generic: Tld = {
  lock: true,
  secDns: true,
  dsTtl: 86_400,
  authCode: true,
  transferDays: 5,
  stayDays: 60,
  transferYears: 1,
  verifies: true,
  privacy: 'choice',
  nameServers: [2, 13],
  graceDays: 39,
  autoRenews: 45,
  redemptionDays: 30,
  deletionDays: 5,
  maxYears: 10,
};
/** A code is all it takes: nobody is asked, and nothing is paid for. */
const atOnce = { transferDays: 0, stayDays: 0, transferYears: 0, verifies: false } as const;

/** Those that know no lock and keep a deleted domain in quarantine for its holder. */
const quarantine = (redemptionDays: number): Tld => ({
  ...generic,
  ...atOnce,
  lock: false,
  privacy: 'always',
  graceDays: 0,
  autoRenews: 0,
  redemptionDays,
  deletionDays: 0,
});

/** Differences from the ICANN policies that all generic endings follow. A registry may change its days: check when one is added. */
const tlds: Readonly<Record<string, Tld>> = {
  nl: { ...quarantine(40), maxYears: 1 },
  be: { ...quarantine(40), maxYears: 1 },
  de: { ...quarantine(30), maxYears: 1 },
  eu: { ...quarantine(40), transferYears: 1 },
  at: { ...quarantine(30), maxYears: 1 },
  ch: { ...quarantine(40), maxYears: 1 },
  frl: generic,
  fr: {
    ...generic,
    transferDays: 8,
    stayDays: 0,
    privacy: 'always',
    graceDays: 0,
    autoRenews: 0,
    redemptionDays: 30,
    deletionDays: 0,
  },
  uk: {
    ...generic,
    ...atOnce,
    lock: false,
    authCode: false,
    privacy: 'always',
    graceDays: 30,
    autoRenews: null,
    redemptionDays: 60,
    deletionDays: 2,
  },
  it: {
    ...generic,
    ...atOnce,
    privacy: 'none',
    graceDays: 13,
    autoRenews: 15,
    deletionDays: 0,
    maxYears: 1,
    nameServers: [2, 6],
  },
  es: {
    ...generic,
    ...atOnce,
    lock: false,
    privacy: 'always',
    graceDays: 10,
    autoRenews: null,
    redemptionDays: 0,
    deletionDays: 0,
  },
  us: { ...generic, verifies: false, privacy: 'none' },
  ca: { ...generic, verifies: false, privacy: 'always' },
  au: {
    ...generic,
    ...atOnce,
    lock: false,
    privacy: 'always',
    graceDays: 30,
    autoRenews: null,
    redemptionDays: 0,
    deletionDays: 2,
    maxYears: 5,
  },
  se: {
    ...generic,
    ...atOnce,
    lock: false,
    privacy: 'always',
    graceDays: 10,
    autoRenews: null,
    redemptionDays: 50,
    deletionDays: 0,
  },
};

/** The ending of a name: what stands behind its last full stop. */
export const endingOf = (name: string): string => name.slice(name.lastIndexOf('.') + 1);

/** The rules of an ending, without its full stop; those of generic endings where none are known. */
export const tldOf = (tld: string): Tld => tlds[tld] ?? generic;
