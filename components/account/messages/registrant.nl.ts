import type { Messages } from './registrant.en.ts';

const messages: Messages = {
  title: 'Mag de houder veranderen?',
  text: (label) =>
    `Iemand bij ${label} wil wijzigen wie als houder staat ingeschreven. Dat gebeurt alleen als iedereen akkoord gaat die het gevraagd is.`,
  domains: 'Domeinen',
  before: 'Houder nu',
  after: 'Nieuwe houder',
  agree: 'Ik ga akkoord',
  decline: 'Ik ga niet akkoord',
  agreedTitle: 'Dank u wel',
  agreedText: 'De houder verandert nu. Het duurt een paar minuten.',
  waitingText: 'U bent akkoord. De andere partij is het ook gevraagd: de houder verandert zodra die akkoord gaat.',
  declinedTitle: 'Er verandert niets',
  declinedText: 'U hebt nee gezegd. De houder blijft wie hij is.',
  doneTitle: 'Dit is al afgehandeld',
  doneText: 'Iedereen is akkoord, of de klant heeft sindsdien iets anders opgeslagen.',
  goneTitle: 'Deze link is niet meer geldig',
  goneText: 'Hij is 14 dagen geldig. Vraag wie hem stuurde om een nieuwe.',
};

export default messages;
