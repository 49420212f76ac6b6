import type { Messages } from './shared.en.ts';

const messages: Messages = {
  loading: 'Laden',
  tryAgain: 'Opnieuw proberen',
  again: (time) => `Nieuwe poging over ${time}`,
  wait: (minutes) => `Te veel pogingen. Wacht ${minutes} minuten en probeer het dan opnieuw.`,
  request: (id) => `Verzoek ${id}`,
  reload: 'Pagina herladen',
  close: 'Sluiten',
  undo: 'Ongedaan maken',
  more: (object) => `Meer voor ${object}`,
  leaveAsk: 'Weggaan zonder op te slaan?',
  leaveStay: 'Verder bewerken',
  leaveGo: 'Weggooien',
  failedTitle: {
    connection: 'Geen verbinding',
    session: 'U bent niet ingelogd',
    origin: 'Deze website is nog niet ingesteld',
    permission: 'Niet beschikbaar',
    validation: 'Dat is niet gelukt',
    rate_limit: 'Te veel verzoeken',
    render: 'Er ging iets stuk',
    server: 'Er is een storing bij ons',
    client_outdated: 'Deze pagina is verouderd',
  },
  failed: {
    connection: 'Wij waren niet bereikbaar. Uw gegevens zijn veilig. Controleer uw verbinding en probeer het opnieuw.',
    session: 'Log opnieuw in om verder te gaan.',
    origin: 'Vraag de eigenaar van deze website om haar toe te laten.',
    permission: 'U kunt dit niet openen.',
    validation: 'Controleer wat u hebt ingevuld en probeer het opnieuw.',
    rate_limit: 'Wacht even en probeer het dan opnieuw.',
    render: 'Herlaad de pagina. Uw gegevens zijn veilig.',
    server: 'De fout ligt bij ons. Uw gegevens zijn veilig. Probeer het zo opnieuw.',
    client_outdated: 'Herlaad haar voor de nieuwste versie.',
  },
};

export default messages;
