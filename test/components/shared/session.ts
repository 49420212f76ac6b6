import { expect, waitUntil } from '@open-wc/testing';
import type { ApiError } from '../../../components/shared/api-error.ts';
import type { ConnectOptions } from '../../../components/shared/connect-options.ts';
import type { Panel } from '../../../components/shared/panel.ts';
import { createSession } from '../../../components/shared/session.ts';
import { base, realNetwork, type Call } from './fake-bff.ts';

const leave: (() => void)[] = [];

export function use(options: Partial<ConnectOptions> = { label: 'hc_pk_test_demo' }, element = 'hc-domain-manager') {
  const session = createSession({ api: base, ...options });
  leave.push(session.subscribe(element, () => {}));
  const until = (state: Panel['state']) => waitUntil(() => session.panel.state === state, state, { timeout: 10_000 });
  return { session, until };
}
export const list = (panel: Panel) => panel.api.v1.domains.$get({ query: {} });
export const signOut = (panel: Panel) => panel.api.v1.auth.sign_out.$post();
export const tokens = (calls: Call[]) => calls.filter(({ path }) => path === '/embed/v1/token');
export const caught = (promise: Promise<unknown>) =>
  promise.then(
    () => expect.fail('it did not fail'),
    (error: unknown) => error as ApiError,
  );

/** After each test. */
export function leaveAll(): void {
  for (const stop of leave.splice(0)) stop();
  realNetwork();
}
