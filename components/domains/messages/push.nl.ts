import type { Messages } from './push.en.ts';

const messages: Messages = {
  title: 'Aan een andere klant geven',
  sub: (domain) => `${domain} gaat over met zijn records, doorverwijzingen en geschiedenis`,
  email: 'E-mailadres',
  emailHint: 'Waarmee de andere klant zich bij deze aanbieder aanmeldt',
  what: 'Er verandert niets tot hij het overneemt. Daarna kunt u het domein niet meer beheren.',
  offer: 'Domein aanbieden',
  offered: (email) => `Aangeboden aan ${email}`,
  until: (day) => `Tot ${day}`,
  withdraw: 'Terugnemen',
  said: 'Het domein is aangeboden',
  withdrawn: 'Het aanbod is teruggenomen',
  proof: 'Bevestig dat u het bent',
  proofText: 'Uw wachtwoord wordt gevraagd in een venster van de eigen site van uw aanbieder.',
  proofWaiting: 'Wacht op uw bevestiging in het andere venster…',
  errors: { email: 'Vul een volledig e-mailadres in.' },
  offersTitle: 'Aan u aangeboden',
  from: (customer) => `Door ${customer}`,
  take: 'Overnemen',
  takeThis: (domain) => `${domain} overnemen`,
  decline: 'Afwijzen',
  declineThis: (domain) => `${domain} afwijzen`,
  takeTitle: (domain) => `${domain} overnemen?`,
  takeText: (day) =>
    day
      ? `Het komt in uw lijst met zijn records en doorverwijzingen, en u verlengt het: het is geregistreerd tot ${day}.`
      : 'Het komt in uw lijst met zijn records en doorverwijzingen, en u verlengt het.',
  cancel: 'Annuleren',
  taken: 'Het domein is nu van u',
  declined: 'Het aanbod is afgewezen',
};

export default messages;
