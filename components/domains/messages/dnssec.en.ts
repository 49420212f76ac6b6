import type { Step } from '../../../bff/domains/dnssec/rules.ts';

const messages = {
  title: 'DNSSEC',
  sub: (domain: string) => `Signatures by which resolvers see that an answer about ${domain} was not forged`,
  states: { off: 'Off', on: 'On', goingOn: 'Being switched on', goingOff: 'Being switched off' },
  offText: 'The zone is not signed.',
  onText: 'The zone is signed, and the registry vouches for its key. New records are signed by themselves.',
  switchOn: 'Switch on',
  switchOff: 'Switch off',
  steps: {
    signing: 'The name servers sign the zone',
    settling: 'Answers without a signature are forgotten everywhere',
    announcing: 'The registry takes the key into its zone',
    on: 'Resolvers check every answer',
    withdrawing: 'The registry takes the key out of its zone',
    lingering: 'The key is forgotten everywhere',
    unsigning: 'The name servers stop signing',
  } satisfies Record<Step, string>,
  until: (time: string) => `Until ${time}`,
  now: 'Under way',
  works: 'The domain works all the while. You need not wait here.',
  key: 'Key at the registry (DS record)',
  copy: 'Copy',
  copied: 'Copied',
  copyRefused: 'Your browser does not allow copying here.',
  confirmTitle: (domain: string) => `Switch DNSSEC off for ${domain}?`,
  confirmText:
    'Forged answers will not be noticed any more. It takes a day or longer until it is done, because resolvers remember the key; the domain works all the while.',
  keep: 'Keep it on',
  begun: 'DNSSEC is being switched on',
  ended: 'DNSSEC is being switched off',
};

export type Messages = typeof messages;
export default messages;
