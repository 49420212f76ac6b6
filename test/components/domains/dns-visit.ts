import { waitUntil } from '@open-wc/testing';
import type { DomainPage, ZoneAnswer } from '../../../bff/domains/answers.ts';
import '../../../components/domains/hc-dns-editor.ts';
import '../../../components/domains/hc-dns-record.ts';
import type { HcDnsEditor } from '../../../components/domains/hc-dns-editor.ts';
import { find, mount, press } from './mount.ts';

export async function open(options = {}, lang = 'en', name = 'lindenloaf.com') {
  const { element, panel } = await mount<HcDnsEditor>('hc-dns-editor', {}, options, lang);
  const page = (await (await panel.api.v1.domains.$get({ query: { q: name } } as never)).json()) as DomainPage;
  element.domain = page.items.find((item) => item.name === name)!.id;
  await waitUntil(() => element.shadowRoot?.querySelector('tbody tr'), 'records', { timeout: 10_000 });
  const read = async () =>
    (await (await panel.api.v1.domains[':id'].dns.$get({ param: { id: element.domain } })).json()) as ZoneAnswer;
  return { element, panel, read };
}
export const row = (element: HcDnsEditor, key: string) =>
  element.shadowRoot!.querySelector<HTMLElement>(`tr[data-key="${key}"]`);
export const type = async (element: Element, selector: string, value: string) => {
  await waitUntil(() => find(element, selector), selector, { timeout: 10_000 });
  const input = find<HTMLInputElement>(element, selector)!;
  input.value = value;
  input.dispatchEvent(new Event(input instanceof HTMLSelectElement ? 'change' : 'input', { bubbles: true }));
};
export const menuOf = async (element: HcDnsEditor, key: string, item: string) => {
  row(element, key)!.querySelector('button')!.click();
  await press(element, item);
};
