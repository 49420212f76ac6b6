import { putDomainJobs } from '../mail/domain-job.ts';
import { leaveJobs } from '../jobs/watch.ts';
import { type Command, inLabel } from './input.ts';

/** What an operator has the mail server told. */
export const mailCommands: readonly Command[] = [
  {
    words: 'mail put',
    usage: '<label id>',
    help: 'have the mail server told anew of all mail domains of a label, with their DKIM keys, by the BFF that runs',
    run: async ([id], { store }) => {
      const queued = await inLabel(store, id, ({ db }) => db.transaction((tx) => putDomainJobs(tx, new Date())));
      await leaveJobs(store.control);
      return { queued };
    },
  },
];
