import type { Messages } from './en.ts';

const messages: Messages = {
  fields: {
    needs_host: 'Een van deze nameservers ligt onder dit domein en is er geen child host van.',
    too_few: 'De extensie wil meer nameservers.',
    too_many: 'De extensie neemt minder nameservers.',
  },
  unfit: 'Het past niet bij de DNS-records die het domein heeft. Open ze om te zien waarom.',
  refused: 'Dit kan niet met dit domein.',
  running: 'Er loopt al een bulkwijziging. Wacht tot die klaar is, of breek haar af.',
  nothingFailed: 'Van deze bulkwijziging valt niets opnieuw te proberen.',
  over: 'Deze bulkwijziging is voorbij.',
};
export default messages;
