import { asApiError } from '../shared/api-error.ts';
import type { MailboxSelfController } from './mailbox-self.controller.ts';

/** A form says by itself what went wrong; that the session has ended the panel says. */
export function ended({ self }: { readonly self: MailboxSelfController }, error: unknown): void {
  if (asApiError(error).kind === 'session') self.fail(error);
}
