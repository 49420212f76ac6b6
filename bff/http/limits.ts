/**
 * How often something may happen: times per so many seconds. Named by what is limited; the key within a limit names
 * whom (user and network, customer, address).
 */
export const limitTable = {
  // Counted by what was typed: a user name and its e-mail address are two, so each has half of the ten that one person has.
  sign_in: { points: 5, seconds: 900 },
  sign_in_network: { points: 60, seconds: 900 },
  reset: { points: 3, seconds: 3600 },
  reset_network: { points: 20, seconds: 3600 },
  // Mails to one address, whoever asks for them.
  verification: { points: 3, seconds: 3600 },
  // Mails that one customer has sent to strangers whom he wants to forward to.
  forward_asks: { points: 100, seconds: 3600 },
  token: { points: 60, seconds: 60 },
  mint: { points: 600, seconds: 60 },
  read: { points: 600, seconds: 60 },
  write: { points: 60, seconds: 60 },
  // Lists of mailboxes; each may have a thousand.
  import: { points: 10, seconds: 3600 },
  // Each sends forty questions to servers of others.
  health: { points: 20, seconds: 60 },
  // What other services ask of a domain before they lead its owner here.
  connect: { points: 60, seconds: 60 },
  // Of names that somebody invented below a domain: certificate authorities give a domain fifty a week.
  certificate: { points: 20, seconds: 604_800 },
  // One that was counted is asked for again and again: at each renewal, and after a proxy forgot it.
  certificate_name: { points: 1, seconds: 604_800 },
} as const;
export type LimitName = keyof typeof limitTable;

export interface Limits {
  /** Counts one; rejects with `too_many_requests` and when to come back. */
  take(name: LimitName, key: string): Promise<void>;
  /** Forgets what was counted (a right password clears the wrong ones). */
  clear(name: LimitName, key: string): Promise<void>;
}

export const noLimits: Limits = { take: async () => {}, clear: async () => {} };
