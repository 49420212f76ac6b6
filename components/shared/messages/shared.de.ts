import type { Messages } from './shared.en.ts';

const messages: Messages = {
  loading: 'Wird geladen',
  tryAgain: 'Noch einmal versuchen',
  again: (time) => `Neuer Versuch in ${time}`,
  wait: (minutes) => `Zu viele Versuche. Warten Sie ${minutes} Minuten und versuchen Sie es dann noch einmal.`,
  request: (id) => `Anfrage ${id}`,
  reload: 'Seite neu laden',
  close: 'Schließen',
  undo: 'Rückgängig machen',
  more: (object) => `Mehr für ${object}`,
  leaveAsk: 'Ohne Speichern gehen?',
  leaveStay: 'Weiter bearbeiten',
  leaveGo: 'Verwerfen',
  failedTitle: {
    connection: 'Keine Verbindung',
    session: 'Sie sind nicht angemeldet',
    origin: 'Diese Website ist noch nicht eingerichtet',
    permission: 'Nicht verfügbar',
    validation: 'Das hat nicht geklappt',
    rate_limit: 'Zu viele Anfragen',
    render: 'Etwas ist kaputtgegangen',
    server: 'Bei uns gibt es eine Störung',
    client_outdated: 'Diese Seite ist veraltet',
  },
  failed: {
    connection:
      'Wir waren nicht erreichbar. Ihre Daten sind sicher. Prüfen Sie Ihre Verbindung und versuchen Sie es noch einmal.',
    session: 'Melden Sie sich neu an, um weiterzumachen.',
    origin: 'Bitten Sie den Betreiber dieser Website, sie zuzulassen.',
    permission: 'Sie können dies nicht öffnen.',
    validation: 'Prüfen Sie Ihre Eingaben und versuchen Sie es noch einmal.',
    rate_limit: 'Warten Sie einen Moment und versuchen Sie es dann noch einmal.',
    render: 'Laden Sie die Seite neu. Ihre Daten sind sicher.',
    server: 'Der Fehler liegt bei uns. Ihre Daten sind sicher. Versuchen Sie es gleich noch einmal.',
    client_outdated: 'Laden Sie sie neu, um die aktuelle Fassung zu erhalten.',
  },
};

export default messages;
