import type { Messages } from './en.ts';

const messages: Messages = {
  loop: (way) => `Besucher würden im Kreis geschickt: ${way}.`,
  target_self: 'Das ist die Adresse, für die die Weiterleitung gilt: Besucher kämen nie an.',
  own_panel: 'Ein Kundenbereich kann nicht Ziel einer Weiterleitung sein.',
  taken: 'Diese Adresse hat schon eine Weiterleitung.',
  delegated: 'Für diese Adresse antworten andere Nameserver; ihre Einträge stehen nicht in dieser Zone.',
  too_many: 'Diese Domain hat so viele Weiterleitungen, wie sie haben kann.',
  no_addresses: 'Ihr Anbieter hat noch keinen Server für Weiterleitungen.',
  mask_insecure: (host) =>
    `${host} antwortet unverschlüsselt. Browser zeigen eine solche Seite nicht in einer verschlüsselten.`,
  mask_private: (host) => `${host} hat keine Adresse im öffentlichen Internet.`,
  mask_unreachable: (host) =>
    `${host} antwortet nicht; deshalb können wir nicht sehen, ob die Seite hier gezeigt werden darf.`,
  mask_status: (host) => `${host} antwortet mit einem Fehler statt mit einer Seite.`,
  mask_hops: (host) => `${host} leitet immer weiter. Verwenden Sie die Adresse, unter der die Seite selbst steht.`,
  mask_frame_options: (host) =>
    `${host} erlaubt nicht, dass die Seite auf anderen Websites gezeigt wird (X-Frame-Options). Wählen Sie eine einfache Weiterleitung.`,
  mask_frame_ancestors: (host) =>
    `${host} erlaubt nicht, dass die Seite auf anderen Websites gezeigt wird (frame-ancestors). Wählen Sie eine einfache Weiterleitung.`,
};

export default messages;
