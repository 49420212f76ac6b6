import type { Messages } from './en.ts';

const messages: Messages = {
  unknownToTld: (tld) =>
    `Het register van .${tld} verhuist domeinen zonder code. Vraag uw nieuwe provider hoe dat gaat.`,
  locked: 'Het domein zit op slot tegen verhuizing. Haal het slot er eerst af.',
  stays: (date) => `Het is kort geleden verhuisd of van houder veranderd, en blijft hier tot ${date}.`,
};

export default messages;
