import { Problem } from '../../http/problem.ts';
import { MailError, type MailPort } from '../../platform/mail/port.ts';
import type { MailboxRow } from '../mailboxes/read.ts';

type Opened = Pick<MailboxRow, 'id' | 'address' | 'hash'>;

/** Whether a password opens a mailbox at its server, where somebody else may have set another one since; of none it takes as long. */
export const mailboxFits =
  (mail: Pick<MailPort, 'hashOf'>, fits: (password: string, hash: string | undefined) => Promise<boolean>) =>
  async (password: string, row: Opened | undefined): Promise<boolean> => {
    if (!row || !mail.hashOf) return fits(password, row?.hash);
    const { id, address, hash } = row;
    const known = await mail.hashOf({ key: id.slice(id.indexOf('_') + 1), address, hash }).catch((error: unknown) => {
      throw error instanceof MailError ? new Problem('unavailable') : error;
    });
    return fits(password, known);
  };
