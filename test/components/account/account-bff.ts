import { sendKeys } from '@web/test-runner-commands';
import type { Panel } from '../../../components/shared/panel.ts';
import { find } from '../domains/mount.ts';
import { fakeBff, json, type Call } from '../shared/fake-bff.ts';

export const sessions = [
  {
    id: 'ses_1',
    kind: 'sign_in',
    device: 'Firefox on Linux',
    createdAt: '2026-11-20T10:00:00Z',
    lastUsedAt: '2026-11-23T10:00:00Z',
    current: true,
  },
  {
    id: 'ses_2',
    kind: 'embed',
    device: 'www.tidewell.example',
    createdAt: '2026-11-21T10:00:00Z',
    lastUsedAt: '2026-11-22T10:00:00Z',
    current: false,
  },
];

export function bff(answers: Record<string, (call: Call) => Response> = {}) {
  let left = [...sessions];
  return fakeBff((call) => {
    const answer = answers[`${call.method} ${call.path}`];
    if (answer) return answer(call);
    if (call.method === 'GET') return json({ items: left });
    if (call.method === 'DELETE')
      left = left.filter(({ id, current }) => (call.path.endsWith('/sessions') ? current : !call.path.endsWith(id)));
    return call.method === 'DELETE' ? new Response(null, { status: 204 }) : json({});
  });
}
export const outside: Partial<Panel> = { state: 'signed_out', me: undefined, ownHost: true };
export const type = async (root: Element, name: string, value: string) => {
  find<HTMLInputElement>(root, `#${name}`)!.focus();
  await sendKeys({ type: value });
};
export const invalid = (root: Element) => find(root, '[aria-invalid="true"]');
