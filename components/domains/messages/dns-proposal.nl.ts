import type { Messages } from './dns-proposal.en.ts';

const messages: Messages = {
  look: 'Bekijk wat er verandert',
  result: 'Wat er verandert',
  cancel: 'Annuleren',
  back: 'Terug',
  same: 'Alles staat er al: er zou niets veranderen.',
  more: (count) => (count === 1 ? 'En nog 1 wijziging.' : `En nog ${count} wijzigingen.`),
  moved: 'Iemand anders heeft deze records intussen gewijzigd. Dit is wat er nu zou veranderen.',
};

export default messages;
