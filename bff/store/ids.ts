/** The one map of prefixes: what an id names can be seen from the id. */
const prefixes = {
  reseller: 'rsl',
  label: 'lab',
  key: 'key',
  claim: 'clm',
  customer: 'cus',
  user: 'usr',
  session: 'ses',
  embedSession: 'emb',
  domain: 'dom',
  change: 'chg',
  event: 'evt',
  childHost: 'hst',
  contact: 'con',
  registrantChange: 'rch',
  redirect: 'red',
  transfer: 'trf',
  push: 'psh',
  addressCheck: 'adr',
  bulk: 'blk',
  subscription: 'sub',
  mailbox: 'mbx',
  mailImport: 'imp',
  appPassword: 'apw',
  mailboxSession: 'mbs',
  forward: 'fwd',
  job: 'job',
  audit: 'aud',
} as const;
export type IdKind = keyof typeof prefixes;
export const idKinds = Object.keys(prefixes) as IdKind[];

/** A new id: prefix and UUID. */
export const newId = (kind: IdKind): string => `${prefixes[kind]}_${crypto.randomUUID()}`;
