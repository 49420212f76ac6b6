import type { Messages } from './domain-connect.en.ts';

const messages: Messages = {
  title: (name, service) => `${name} instellen voor ${service}?`,
  asks: (provider, domain) =>
    `${provider} vraagt om DNS-records van ${domain} te wijzigen. Er verandert niets voordat u toestemt.`,
  through: (who) => `U bent hierheen geleid via ${who}.`,
  signed: (provider) => `Het verzoek is ondertekend door ${provider}.`,
  warnBold: 'Bent u hier zelf mee begonnen?',
  warn: (provider) =>
    `Iedereen kan zo’n link maken en kiezen waar uw domein naartoe wijst. Ga alleen verder als u van ${provider} komt.`,
  result: 'Wat er verandert',
  changes: 'Wijzigingen',
  signs: { add: 'Nieuw', change: 'Wijzigen', delete: 'Verwijderen' },
  ttl: 'TTL',
  seconds: (seconds) => `${seconds} s`,
  same: 'Alles staat er al: er zou niets veranderen.',
  more: (count) => (count === 1 ? 'En nog 1 wijziging.' : `En nog ${count} wijzigingen.`),
  moved: 'Iemand anders heeft deze records intussen gewijzigd. Dit is wat er nu zou veranderen.',
  off: 'Uw aanbieder biedt dit hier niet aan.',
  apply: 'Toepassen',
  applying: 'Bezig met toepassen',
  goOn: 'Verder',
  cancel: 'Annuleren',
  backTo: (site) => `Daarna gaat u terug naar ${site}.`,
  leave: (site) => `Terug naar ${site}`,
  doneTitle: (name) => `${name} is ingesteld`,
  doneText: 'De records zijn gepubliceerd. U kunt ze ongedaan maken in de geschiedenis van de DNS van het domein.',
  unchangedTitle: 'Er is niets gewijzigd',
  close: 'U kunt dit venster sluiten.',
  refusedTitle: (service) => `${service} kan zo niet worden ingesteld`,
  refusals: {
    malformed: () => 'De link die u hierheen leidde is beschadigd. Begin opnieuw op de pagina waar u vandaan komt.',
    blocked: (provider) => `${provider} staat deze weg niet toe. Begin daar opnieuw.`,
    signature: (provider) =>
      `Het verzoek is niet ondertekend door ${provider}, of onderweg veranderd. Er is niets gewijzigd.`,
    unreachable: () => 'We kunnen nu niet nagaan wie het verzoek ondertekende. Probeer het zo nog eens.',
    not_yours: (_, name, customer) => `${customer} heeft geen domein voor ${name}. Hebt u misschien een ander account?`,
    host_required: (provider, name) =>
      `Deze dienst heeft een naam onder ${name} nodig, zoals www.${name}. Begin bij ${provider} opnieuw met zo’n naam.`,
    group: (provider) => `${provider} vraagt om een deel van zijn dienst dat niet bestaat.`,
    variables: (provider) => `Aan de link die u hierheen leidde ontbreekt iets. Begin opnieuw bij ${provider}.`,
    outside: (provider) => `${provider} wil een naam wijzigen die niet bij dit domein hoort.`,
    records: (provider) => `De records die ${provider} wil, kunnen niet in uw zone staan.`,
    protected: () => 'Het zou records wijzigen die uw aanbieder voor zichzelf houdt.',
  },
  lacking: (names) => `Voor de ontwikkelaars: ${names}`,
  goneTitle: 'We kennen deze dienst niet',
  goneText: 'Uw aanbieder werkt er niet mee. Stel de records met de hand in, bij de DNS van uw domein.',
  otherAccount: 'Een ander account gebruiken',
};

export default messages;
