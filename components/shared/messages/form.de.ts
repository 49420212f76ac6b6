import type { Messages } from './form.en.ts';

const messages: Messages = {
  showPassword: 'Passwort zeigen',
  errors: {
    required: 'Füllen Sie dieses Feld aus.',
    email: 'Schreiben Sie eine Adresse wie name@beispiel.de.',
    too_long: 'Das ist zu lang.',
    too_many: 'Das sind zu viele.',
    password_short: 'Verwenden Sie mindestens 12 Zeichen.',
    password_long: 'Verwenden Sie höchstens 128 Zeichen.',
    choice: 'Wählen Sie etwas aus der Liste.',
    number: 'Schreiben Sie eine ganze Zahl.',
    number_range: 'Diese Zahl passt hier nicht.',
    unknown: 'Prüfen Sie dieses Feld.',
  },
};

export default messages;
