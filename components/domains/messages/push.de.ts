import type { Messages } from './push.en.ts';

const messages: Messages = {
  title: 'Einem anderen Kunden geben',
  sub: (domain) => `${domain} geht mit Einträgen, Weiterleitungen und Verlauf über`,
  email: 'E-Mail-Adresse',
  emailHint: 'Mit der sich der andere Kunde bei diesem Anbieter anmeldet',
  what: 'Nichts ändert sich, bis er sie übernimmt. Danach können Sie die Domain nicht mehr verwalten.',
  offer: 'Domain anbieten',
  offered: (email) => `${email} angeboten`,
  until: (day) => `Bis ${day}`,
  withdraw: 'Zurücknehmen',
  said: 'Die Domain ist angeboten',
  withdrawn: 'Das Angebot ist zurückgenommen',
  proof: 'Bestätigen, dass Sie es sind',
  proofText: 'Nach Ihrem Passwort wird in einem Fenster auf der eigenen Website Ihres Anbieters gefragt.',
  proofWaiting: 'Wartet auf Ihre Bestätigung im anderen Fenster…',
  errors: { email: 'Geben Sie eine ganze E-Mail-Adresse ein.' },
  offersTitle: 'Ihnen angeboten',
  from: (customer) => `Von ${customer}`,
  take: 'Übernehmen',
  takeThis: (domain) => `${domain} übernehmen`,
  decline: 'Ablehnen',
  declineThis: (domain) => `${domain} ablehnen`,
  takeTitle: (domain) => `${domain} übernehmen?`,
  takeText: (day) =>
    day
      ? `Sie kommt mit Einträgen und Weiterleitungen in Ihre Liste, und Sie verlängern sie: Sie ist bis zum ${day} registriert.`
      : 'Sie kommt mit Einträgen und Weiterleitungen in Ihre Liste, und Sie verlängern sie.',
  cancel: 'Abbrechen',
  taken: 'Die Domain gehört jetzt Ihnen',
  declined: 'Das Angebot ist abgelehnt',
};

export default messages;
