import type { Messages } from './confirm-forward.en.ts';

const messages: Messages = {
  title: 'Wilt u deze e-mail?',
  text: (label) =>
    `Iemand bij ${label} wil e-mail naar uw adres doorzenden. Welke dat is, staat in het bericht waar u vandaan komt.`,
  confirm: 'Ja, zend hem aan mij door',
  doneTitle: 'Dank u wel',
  doneText: (address, target) => `E-mail voor ${address} wordt vanaf nu doorgezonden naar ${target}.`,
  alreadyTitle: 'U hebt al toegestemd',
  alreadyText: (address, target) =>
    `E-mail voor ${address} wordt doorgezonden naar ${target}. U hoeft niets meer te doen.`,
  goneTitle: 'Deze link is niet meer geldig',
  goneText:
    'Hij werkt één keer, zeven dagen lang, en een nieuwere vervangt hem. Vraag wie aan u doorzendt om een andere.',
};

export default messages;
