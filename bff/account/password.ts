import { and, eq } from 'drizzle-orm';
import { accounts } from '../auth/schema.ts';
import { action } from '../policy/action.ts';
import { passwordInput } from './input.ts';
import { revokeOthers } from './sessions.ts';

/** Changes the person's own password, after a step-up; his other sessions end. */
export const changePassword = action({
  name: 'account.password.edit',
  input: passwordInput,
  target: async (_, { user }, id) => (id === user.id ? user : undefined),
  run: async (act, { password }) => {
    // Hashing takes a while and the transaction holds the label's database: the hash comes from the route.
    await act.tx
      .update(accounts)
      .set({ password, updatedAt: act.now })
      .where(and(eq(accounts.userId, act.session.user.id), eq(accounts.providerId, 'credential')));
    await revokeOthers.run({ ...act, target: undefined }, {});
  },
});
