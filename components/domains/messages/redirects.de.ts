import type { Messages } from './redirects.en.ts';

const messages: Messages = {
  title: 'Weiterleitungen',
  sub: 'Leiten Sie Besucher einer Adresse zu einer anderen, auch über HTTPS.',
  add: 'Weiterleitung hinzufügen',
  address: 'Adresse',
  target: 'Führt zu',
  how: 'Wie',
  actions: 'Aktionen',
  kinds: {
    '301': 'Dauerhaft (301)',
    '302': 'Vorübergehend (302)',
    '307': 'Vorübergehend (307)',
    '308': 'Dauerhaft (308)',
    mask: 'Unter dieser Adresse gezeigt',
  },
  keeps: {
    both: 'Mit Pfad und Query',
    path: 'Mit Pfad',
    query: 'Mit Query',
    none: 'Immer zur selben Seite',
  },
  edit: 'Bearbeiten',
  remove: 'Löschen',
  elsewhere: 'Einträge führen woandershin',
  elsewhereText: 'Bearbeiten und speichern Sie die Weiterleitung, um sie neu zu setzen.',
  empty: 'Noch keine Weiterleitungen',
  emptyText: 'Eine Weiterleitung führt Besucher einer Adresse, zum Beispiel ohne www, dorthin, wo Ihre Website steht.',
  foreignTitle: 'Ihr DNS liegt woanders.',
  foreignText: (servers) =>
    `Diese Domain nutzt ${servers}. Setzen Sie dort diese Einträge für jede Adresse, die weiterleiten soll:`,
  pending: 'DNS wird veröffentlicht',
  pendingText: 'Ihre Weiterleitungen sind gespeichert. Die Nameserver haben die Einträge gleich.',
  failed: 'DNS noch nicht veröffentlicht',
  failedText: 'Ihre Weiterleitungen sind gespeichert, und wir versuchen weiter, die Einträge zu veröffentlichen.',
};

export default messages;
