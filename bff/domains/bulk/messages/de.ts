import type { Messages } from './en.ts';

const messages: Messages = {
  fields: {
    needs_host: 'Einer dieser Nameserver liegt unter dieser Domain und ist kein Child Host von ihr.',
    too_few: 'Die Endung verlangt mehr Nameserver.',
    too_many: 'Die Endung nimmt weniger Nameserver.',
  },
  unfit: 'Es passt nicht zu den DNS-Einträgen der Domain. Öffnen Sie sie, um zu sehen, warum.',
  refused: 'Das ist mit dieser Domain nicht möglich.',
  running: 'Eine andere Sammeländerung läuft. Warten Sie, bis sie vorbei ist, oder brechen Sie sie ab.',
  nothingFailed: 'Von dieser Sammeländerung ist nichts übrig, was man noch einmal versuchen könnte.',
  over: 'Diese Sammeländerung ist vorbei.',
};
export default messages;
