import type { Messages } from './dnssec.en.ts';

const messages: Messages = {
  title: 'DNSSEC',
  sub: (domain) => `Signaturen, an denen Resolver sehen, dass eine Antwort zu ${domain} nicht gefälscht ist`,
  states: { off: 'Aus', on: 'An', goingOn: 'Wird eingeschaltet', goingOff: 'Wird ausgeschaltet' },
  offText: 'Die Zone ist nicht signiert.',
  onText:
    'Die Zone ist signiert, und die Registry bürgt für ihren Schlüssel. Neue Einträge werden von selbst signiert.',
  switchOn: 'Einschalten',
  switchOff: 'Ausschalten',
  steps: {
    signing: 'Die Nameserver signieren die Zone',
    settling: 'Antworten ohne Signatur sind überall vergessen',
    announcing: 'Die Registry nimmt den Schlüssel in ihre Zone auf',
    on: 'Resolver prüfen jede Antwort',
    withdrawing: 'Die Registry nimmt den Schlüssel aus ihrer Zone',
    lingering: 'Der Schlüssel ist überall vergessen',
    unsigning: 'Die Nameserver signieren nicht mehr',
  },
  until: (time) => `Bis ${time}`,
  now: 'Im Gange',
  works: 'Die Domain funktioniert die ganze Zeit. Sie müssen hier nicht warten.',
  key: 'Schlüssel bei der Registry (DS-Eintrag)',
  copy: 'Kopieren',
  copied: 'Kopiert',
  copyRefused: 'Ihr Browser erlaubt das Kopieren hier nicht.',
  confirmTitle: (domain) => `DNSSEC für ${domain} ausschalten?`,
  confirmText:
    'Gefälschte Antworten fallen dann nicht mehr auf. Es dauert einen Tag oder länger, bis es fertig ist, weil Resolver sich den Schlüssel merken; die Domain funktioniert die ganze Zeit.',
  keep: 'Anlassen',
  begun: 'DNSSEC wird eingeschaltet',
  ended: 'DNSSEC wird ausgeschaltet',
};

export default messages;
