import type { Messages } from './transfer-in.en.ts';

const messages: Messages = {
  title: 'Eine Domain hierher umziehen',
  sub: 'Von einem anderen Anbieter, Website und E-Mail bleiben, wie sie sind',
  path: 'Wo Sie sind',
  list: 'Domains',
  name: 'Domain',
  nameHint: 'Zum Beispiel: ihre-firma.de',
  look: 'Domain prüfen',
  canCome: (domain) => `${domain} kann hierher kommen.`,
  cannotCome: (domain) => `${domain} kann noch nicht hierher kommen.`,
  obstacles: {
    not_registered: () => 'Niemand hat sie registriert.',
    in_list: () => 'Sie wird hier schon verwaltet.',
    ours_already: () => 'Sie wird schon bei diesem Anbieter verwaltet. Bitten Sie uns, sie in Ihr Konto zu holen.',
    no_code: () => 'Domains dieser Endung ziehen nicht mit einem Code um. Fragen Sie uns, wie es geht.',
    locked: () =>
      'Sie ist gegen Umzüge gesperrt. Heben Sie die Sperre dort auf, wo sie jetzt ist, und prüfen Sie noch einmal.',
    registry_locked: () =>
      'Ihre Registry hat sie gegen Umzüge gesperrt. Fragen Sie Ihren jetzigen Anbieter nach dem Grund.',
    pending: () => 'Ihre Registry arbeitet noch an einer früheren Änderung. Prüfen Sie in einigen Tagen noch einmal.',
    too_young: (day) => `Sie wurde vor kurzem registriert oder umgezogen und darf nicht vor dem ${day} umziehen.`,
  },
  code: 'Code des jetzigen Anbieters',
  codeHint: 'Auch Auth-Code, EPP-Code oder AuthInfo genannt. Sie bekommen ihn dort, wo die Domain jetzt ist.',
  nameServers: 'Nameserver',
  keep: 'Die jetzigen behalten',
  keepHint: 'Für Besucher und E-Mail ändert sich nichts. Sie können später wechseln.',
  ours: (label) => `Die von ${label} benutzen`,
  oursHint: (servers) => `Wir übernehmen die Einträge, die wir finden, und wechseln dann zu ${servers}.`,
  takes: (days) => `Der andere Anbieter darf bis zu ${days} Tage brauchen. Wir zeigen, wie es steht.`,
  atOnce: 'Mit dem richtigen Code ist sie innerhalb von Minuten hier.',
  adds: (years) =>
    years === 1 ? 'Der Umzug verlängert die Registrierung um ein Jahr.' : `Der Umzug verlängert um ${years} Jahre.`,
  addsNothing: (day) => (day ? `Sie läuft bis zum ${day}, wie bisher.` : 'Sie läuft so lange wie bisher.'),
  staysUp: 'Website und E-Mail funktionieren währenddessen.',
  start: 'Domain hierher umziehen',
  another: 'Noch eine Domain umziehen',
  open: 'Domain ansehen',
  errors: {
    auth_code: 'In einem Code stehen keine Leerzeichen und keine Umlaute.',
    in_list: 'Diese Domain wird hier schon verwaltet.',
    host_not_full: 'Geben Sie den ganzen Namen mit seiner Endung ein.',
    host_not_url: 'Geben Sie nur den Namen ein, ohne https:// und was dahinter steht.',
    host_not_address: 'Das ist eine Adresse. Geben Sie den Namen der Domain ein.',
    host_underscore: 'Im Namen einer Domain steht kein Unterstrich.',
    name_characters: 'Eine Domain hat nur Buchstaben, Ziffern und Bindestriche.',
    name_hyphen: 'Kein Teil eines Namens beginnt oder endet mit einem Bindestrich.',
  },
};

export default messages;
