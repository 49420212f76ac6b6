import type { Messages } from './dns-import.en.ts';

const messages: Messages = {
  title: 'Zonebestand importeren',
  file: 'Zonebestand',
  hint: 'Plak de export van uw vorige provider, in het formaat van BIND. Er verandert niets voordat u publiceert.',
  choose: 'Bestand kiezen',
  empty: 'Plak een zonebestand of kies er een.',
  tooLong: 'Dit bestand is te groot: het mag 9 MB zijn.',
  others: 'Records die niet in het bestand staan',
  keep: 'Blijven zoals ze zijn',
  remove: 'Worden verwijderd: de zone is daarna zoals het bestand',
  nothing: 'Uit dit bestand kan geen record worden overgenomen: er zou niets veranderen.',
  sameRest: 'Wat kan worden overgenomen, staat er al: er zou niets veranderen.',
  unchanged: (count) => (count === 1 ? '1 set records staat er al.' : `${count} sets records staan er al.`),
  notes: 'Regels om naar te kijken',
  line: (line) => `Regel ${line}`,
  out: 'Overgeslagen.',
  moreNotes: (count) => (count === 1 ? 'Nog 1 regel wordt overgeslagen.' : `Nog ${count} regels worden overgeslagen.`),
  unknown: 'Controleer deze regel.',
  reasons: {
    soa: () => 'Dit record maken onze nameservers zelf.',
    dnssec: () => 'DNSSEC-records ontstaan bij het ondertekenen; die van een andere provider passen niet.',
    managed: () => 'De nameservers van het domein zelf stelt u in onder “Nameservers”.',
    unknown_type: () => 'Dit type bieden wij niet aan.',
    class: () => 'Alleen records van de klasse IN worden aangeboden.',
    directive: () => 'Deze opdracht wordt niet uitgevoerd.',
    syntax: () => 'Deze regel is niet te begrijpen.',
    unbalanced: () => 'Een aanhalingsteken of haakje is niet gesloten.',
    locked: () => 'Uw provider beheert deze naam of dit type.',
    ttl_limits: (value) => `De TTL wordt ${value} seconden, de dichtstbijzijnde die mag.`,
    ttl_mixed: (value) => `Records van één naam en type delen een TTL: alle krijgen ${value} seconden.`,
    relative_target: (value) => `Gelezen als ${value}, want er staat geen punt aan het eind. Bedoelt u dat?`,
  },
};

export default messages;
