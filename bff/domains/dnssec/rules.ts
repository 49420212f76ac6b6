/**
 * The steps of signing, in their order (RFC 6781 §4.1): a zone is signed before its parent vouches for it, and the parent
 * forgets it before it is not. Between the two, until nobody remembers any more what was before.
 */
export const steps = [
  /** The name server shall sign. */
  'signing',
  /** It signs; answers without a signature may still be remembered. */
  'settling',
  /** The registry shall have the DS. */
  'announcing',
  'on',
  /** The registry shall have none any more. */
  'withdrawing',
  /** It has none; the DS may still be remembered, and what is signed is needed. */
  'lingering',
  /** The name server shall sign no more. */
  'unsigning',
] as const;
export type Step = (typeof steps)[number];

/** The step after somebody switched it on; undefined where that changes nothing. */
export function switchedOn(step: Step | undefined): Step | undefined {
  if (step === undefined || step === 'unsigning') return 'signing';
  // It is signed all the while: the registry is told again.
  return step === 'withdrawing' || step === 'lingering' ? 'announcing' : undefined;
}

/** The step after somebody switched it off; undefined where that changes nothing. */
export function switchedOff(step: Step | undefined): Step | undefined {
  // Nobody was told of the keys.
  if (step === 'signing' || step === 'settling') return 'unsigning';
  return step === 'announcing' || step === 'on' ? 'withdrawing' : undefined;
}

export const isOn = (step: Step | undefined): boolean =>
  step === 'signing' || step === 'settling' || step === 'announcing' || step === 'on';

/** Whether resolvers may have a DS of the zone: answers must be signed, by us and nobody else. */
export const isVouchedFor = (step: Step | undefined): boolean =>
  step === 'announcing' || step === 'on' || step === 'withdrawing' || step === 'lingering';

/** So long a registry may take until its zone says what it was told, in seconds. */
const publication = 3600;
/** Of the name servers at the apex, which the name server adds itself, in seconds. */
const apexTtl = 86_400;

/** How long answers without signatures may be remembered, in seconds: the longest TTL of the zone. */
export const settleTime = (ttls: readonly number[]): number => Math.max(apexTtl, ...ttls);

/** How long the DS may be remembered once the registry was told to forget it, in seconds. */
export const lingerTime = (dsTtl: number): number => publication + dsTtl;
