/** For whom a connector tells a system something. */
export interface Call {
  /**
   * Asked right before each request that writes, with how long it may take in ms. It throws when whoever wants the write
   * may not be the one to do it any more; then nothing is sent.
   */
  admit(ms: number): void;
  /** Goes along with each request where the system's protocol has a place for it. */
  readonly trace?: string | undefined;
  /** A person asked for this very call: it is worth a try where others are spared. */
  readonly insists?: boolean;
}

/** The system did not answer, or not with anything that means something: try again. */
export class Unreachable extends Error {
  readonly code = 'unreachable';
}
