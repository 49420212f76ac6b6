import type { ProblemCode } from '../../http/problem.ts';

/** Why something is refused, for the person who asked. */
const reasons = {
  not_signed_in: 'Sign in first.',
  session_expired: 'Your session has ended. Sign in again.',
  credentials_wrong: 'User name and password do not match.',
  too_many_requests: 'That was too often in a short time. Wait a moment.',
  unavailable: 'The service does not answer right now. Your things are safe. Try again in a moment.',
  not_found: 'This is not there.',
  tab_disabled: 'This part is switched off.',
  action_disabled: 'Your provider has switched this off.',
  not_in_session: 'This page may not do that. Do it in your customer area.',
  role_forbidden: 'Your role does not allow this. Ask the owner of the account.',
  plan_lacks: 'Your plan does not include this.',
  plan_full: 'Your plan is full.',
  unsupported: 'This is not offered here.',
  tld_unsupported: 'This domain ending does not offer it.',
  suspended: 'This account is read-only for now. Ask your provider why.',
  payment_required: 'An invoice is open. Pay it first.',
  foreign_name_servers: 'This domain uses other name servers, so its DNS is managed there.',
  record_protected: 'Your provider protects this record.',
  state_forbids: 'This is not possible in the present state.',
  step_up_required: 'Confirm with your password that it is you.',
  version_conflict: 'Someone else changed this in the meantime.',
  name_taken: 'This name is already in use.',
  storage_full: 'Nothing can be saved right now. What you had is safe.',
  internal: 'Something went wrong on our side. Nothing was changed.',
} satisfies Partial<Record<ProblemCode, string>>;

export type Reasons = Record<keyof typeof reasons, string>;
export default reasons as Reasons;
