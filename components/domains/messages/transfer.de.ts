import type { Messages } from './transfer.en.ts';

const messages: Messages = {
  title: 'Umzug zu uns',
  awayTitle: 'Umzug zu einem anderen Anbieter',
  never: 'Diese Domain ist nicht umgezogen.',
  coming: {
    states: {
      asking: 'Wird verlangt',
      waiting: 'Wartet auf den anderen Anbieter',
      approving: 'Wird verlangt',
      refusing: 'Wird zurückgezogen',
      cancelling: 'Wird zurückgezogen',
      stuck: 'Noch nicht möglich',
      done: 'Hier',
      refused: 'Nicht umgezogen',
      cancelled: 'Zurückgezogen',
    },
    texts: {
      asking: 'Die Registry wird gefragt. Die Domain funktioniert währenddessen.',
      waiting: 'Der andere Anbieter wurde gefragt. Die Domain funktioniert währenddessen.',
      approving: '',
      refusing: '',
      cancelling: 'Die Registry wird benachrichtigt.',
      stuck: '',
      done: 'Sie verwalten sie jetzt hier.',
      refused: '',
      cancelled: 'Die Domain bleibt, wo sie ist.',
    },
    waitsUntil: (day) =>
      `Sie kommt von selbst am ${day}, oder früher, wenn der andere Anbieter zustimmt. Sie funktioniert währenddessen.`,
    began: 'Sie haben sie verlangt',
    asks: 'Die Registry hat den Antrag',
    waits: 'Der andere Anbieter gibt sie frei',
    ends: { done: 'Sie ist hier', refused: 'Der andere Anbieter behält sie', cancelled: 'Zurückgezogen' },
  },
  going: {
    states: {
      asking: 'Verlangt',
      waiting: 'Wartet auf Ihre Antwort',
      approving: 'Wird freigegeben',
      refusing: 'Wird behalten',
      cancelling: 'Wird behalten',
      stuck: 'Verlangt',
      done: 'Weg',
      refused: 'Behalten',
      cancelled: 'Zurückgezogen',
    },
    texts: {
      asking: '',
      waiting: 'Ein anderer Anbieter verlangt diese Domain.',
      approving: 'Die Registry wird benachrichtigt.',
      refusing: 'Die Registry wird benachrichtigt.',
      cancelling: '',
      stuck: '',
      done: 'Die Domain wird jetzt bei einem anderen Anbieter verwaltet.',
      refused: 'Sie haben die Domain hier behalten.',
      cancelled: 'Der andere Anbieter verlangt sie nicht mehr.',
    },
    waitsUntil: (day) => `Ein anderer Anbieter verlangt diese Domain. Sagen Sie nichts, zieht sie am ${day} um.`,
    began: 'Ein anderer Anbieter hat sie verlangt',
    waits: 'Sie antworten',
    ends: { done: 'Sie zieht um', refused: 'Hier behalten', cancelled: 'Der andere Anbieter hat zurückgezogen' },
  },
  codes: {
    unreachable: 'Die Registry antwortet nicht. Es ist gespeichert, und wir versuchen es weiter.',
    wrong_code:
      'Der Code stimmt nicht. Lassen Sie dort, wo die Domain jetzt ist, einen neuen machen, und geben Sie ihn hier ein.',
    not_registered: 'Niemand hat diese Domain registriert.',
    ours_already: 'Diese Domain wird schon bei diesem Anbieter verwaltet, in einem anderen Konto.',
    locked:
      'Die Domain ist gesperrt. Heben Sie die Sperre dort auf, wo sie jetzt ist, und versuchen Sie es noch einmal.',
    too_young:
      'Die Domain wurde vor zu kurzer Zeit registriert oder umgezogen. Versuchen Sie es in einigen Wochen noch einmal.',
    pending:
      'Die Registry arbeitet noch an einer früheren Änderung der Domain. Versuchen Sie es in einigen Tagen noch einmal.',
    registry_refused:
      'Die Registry hat abgelehnt. Fragen Sie Ihren jetzigen Anbieter nach dem Grund, und versuchen Sie es noch einmal.',
    other_refused:
      'Der andere Anbieter hat abgelehnt, oder der Antrag wurde dort zurückgezogen. Fragen Sie nach dem Grund, und versuchen Sie es noch einmal.',
  },
  retryAt: (time) => `Nächster Versuch um ${time}`,
  code: 'Code des jetzigen Anbieters',
  codeHint: 'Auch Auth-Code, EPP-Code oder AuthInfo genannt.',
  again: 'Noch einmal verlangen',
  asked: 'Noch einmal verlangt',
  errors: { auth_code: 'In einem Code stehen keine Leerzeichen und keine Umlaute.' },
  withdraw: 'Zurückziehen',
  keep: 'Hier behalten',
  letGo: 'Jetzt freigeben',
  cancel: 'Zurück',
  withdrawQuestion: {
    title: (domain) => `Den Umzug von ${domain} zurückziehen?`,
    text: 'Die Domain bleibt bei ihrem jetzigen Anbieter und verschwindet hier aus Ihrer Liste.',
    button: 'Umzug zurückziehen',
    done: 'Der Umzug wird zurückgezogen',
  },
  keepQuestion: {
    title: (domain) => `${domain} hier behalten?`,
    text: 'Der Antrag des anderen Anbieters wird abgelehnt. Es ändert sich nichts.',
    button: 'Hier behalten',
    done: 'Die Domain wird behalten',
  },
  goQuestion: {
    title: (domain) => `${domain} jetzt freigeben?`,
    text: 'Sie zieht innerhalb von Minuten zum anderen Anbieter um und kann von hier aus nicht zurückgeholt werden.',
    button: 'Freigeben',
    done: 'Die Domain wird freigegeben',
  },
  left: 'Der Umzug wurde zurückgezogen. Die Domain bleibt bei ihrem jetzigen Anbieter.',
  proof: 'Bestätigen, dass Sie es sind',
  proofText: 'Nach Ihrem Passwort wird in einem Fenster auf der eigenen Website Ihres Anbieters gefragt.',
  proofWaiting: 'Wartet auf Ihre Bestätigung im anderen Fenster…',
};

export default messages;
