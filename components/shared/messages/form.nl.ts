import type { Messages } from './form.en.ts';

const messages: Messages = {
  showPassword: 'Wachtwoord tonen',
  errors: {
    required: 'Vul dit veld in.',
    email: 'Schrijf een adres zoals naam@voorbeeld.nl.',
    too_long: 'Dit is te lang.',
    too_many: 'Dit zijn er te veel.',
    password_short: 'Gebruik minstens 12 tekens.',
    password_long: 'Gebruik hoogstens 128 tekens.',
    choice: 'Kies er een uit de lijst.',
    number: 'Schrijf een heel getal.',
    number_range: 'Dit getal kan hier niet.',
    unknown: 'Controleer dit veld.',
  },
};

export default messages;
