import type { Messages } from './en.ts';

const messages: Messages = {
  loop: (way) => `Bezoekers zouden in een kring worden rondgestuurd: ${way}.`,
  target_self: 'Dit is het adres waarvoor de doorverwijzing geldt: bezoekers zouden nooit aankomen.',
  own_panel: 'Een klantomgeving kan niet het doel van een doorverwijzing zijn.',
  taken: 'Dit adres heeft al een doorverwijzing.',
  delegated: 'Voor dit adres antwoorden andere nameservers; de records ervan staan niet in deze zone.',
  too_many: 'Dit domein heeft al zoveel doorverwijzingen als mogelijk is.',
  no_addresses: 'Uw provider heeft nog geen server voor doorverwijzingen.',
  mask_insecure: (host) =>
    `${host} antwoordt zonder versleuteling. Browsers tonen zo’n pagina niet binnen een beveiligde.`,
  mask_private: (host) => `${host} heeft geen adres op het openbare internet.`,
  mask_unreachable: (host) =>
    `${host} antwoordt niet; daarom kunnen we niet zien of de pagina hier getoond mag worden.`,
  mask_status: (host) => `${host} antwoordt met een fout in plaats van een pagina.`,
  mask_hops: (host) => `${host} stuurt steeds verder. Gebruik het adres waarop de pagina zelf staat.`,
  mask_frame_options: (host) =>
    `${host} staat niet toe dat de pagina op andere sites wordt getoond (X-Frame-Options). Kies een gewone doorverwijzing.`,
  mask_frame_ancestors: (host) =>
    `${host} staat niet toe dat de pagina op andere sites wordt getoond (frame-ancestors). Kies een gewone doorverwijzing.`,
};

export default messages;
