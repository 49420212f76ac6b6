import type { Me } from '../../bff/account/answers.ts';

/** For whom something was read: nothing of it is for anybody else who signs in on the same page. */
export const whose = (me: Me | undefined): string => (me ? `${me.user.id} ${me.customer.id}` : '');
