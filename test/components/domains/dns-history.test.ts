import { expect, waitUntil } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import type { ZoneAnswer } from '../../../bff/domains/answers.ts';
import { ApiError } from '../../../components/shared/api-error.ts';
import type { Client } from '../../../bff/client.ts';
import { button, find, focused, idOf, lineOf, press, shows, text } from './mount.ts';
import { open, row, menuOf } from './dns-visit.ts';

describe('the history of <hc-dns-editor>', () => {
  it('E9: says so when an undo did not come through, and not as if it were done', async () => {
    const { element } = await open({
      intercept: (request: Request) => (request.url.endsWith('/history') ? Promise.reject(new ApiError(0)) : undefined),
    });
    await menuOf(element, 'www CNAME', 'Remove');
    await press(element, 'Review changes');
    await press(element, 'Publish 1 change');
    await shows(element, '1 change published');
    const sign = () => find(element, '.status path')!.getAttribute('d');
    const done = sign();
    await press(element, 'Undo');
    await shows(element, 'We could not be reached.');
    expect(sign()).not.to.equal(done);
  });

  it('D5: shows the history and undoes a change set with one click', async () => {
    const line = lineOf(/^POST .*\/rollback$/);
    const { element, read } = await open({ intercept: line.intercept });
    await menuOf(element, 'www CNAME', 'Remove');
    await press(element, 'Review changes');
    await press(element, 'Publish 1 change');
    await shows(element, '1 change published');
    expect(row(element, 'www CNAME')).to.equal(null);
    await press(element, 'More for lindenloaf.com');
    await press(element, 'History');
    await shows(element, '1 removed');
    await expect(element).to.be.accessible();
    line.state = 'held';
    await press(element, 'Undo these changes');
    await waitUntil(() => line.asked === 1);
    find(element, 'dialog .timeline .btn')!.click();
    await waitUntil(() => find(element, 'dialog .timeline .btn[aria-disabled=true]'), 'it is on its way');
    line.release();
    await waitUntil(() => row(element, 'www CNAME'), 'undone', { timeout: 10_000 });
    expect(line.asked).to.equal(1);
    expect((await read()).rrsets.some(({ name }) => name === 'www')).to.equal(true);
  });

  it('D5: why a change cannot be undone stands where that was asked for', async () => {
    const { element } = await open();
    await press(element, 'More for lindenloaf.com');
    await press(element, 'History');
    await waitUntil(() => element.shadowRoot!.querySelectorAll('.timeline > li').length > 1, 'changes', {
      timeout: 10_000,
    });
    const oldest = element.shadowRoot!.querySelector('.timeline > li:last-child')!;
    oldest.querySelector('button')!.click();
    await waitUntil(() => oldest.querySelector('[role=alert]')?.textContent?.trim(), 'why', { timeout: 10_000 });
    await expect(element).to.be.accessible();
  });

  it('D5: asks once more for a history that did not come; older changes come to the focus', async () => {
    const line = lineOf(/\/history$/);
    line.state = 'cut';
    const { element, read } = await open({
      intercept: line.intercept,
      prepare: async ({ api }: { api: Client }) => {
        for (let at = 0; at < 60; at += 1) {
          const param = { id: idOf('lindenloaf.com') };
          const { version } = (await (await api.v1.domains[':id'].dns.$get({ param })).json()) as ZoneAnswer;
          const changes = [{ op: 'set', name: 'x', type: 'A', ttl: 300, records: [`192.0.2.${at}`] }];
          await api.v1.domains[':id'].dns.$post({ param, json: { version, changes } } as never);
        }
      },
    });
    const changes = () => element.shadowRoot!.querySelectorAll('dialog .timeline > li').length;
    await press(element, 'More for lindenloaf.com');
    await press(element, 'History');
    await shows(element, 'We could not be reached.');
    await expect(element).to.be.accessible();
    line.state = 'open';
    button(element, 'Try again')!.focus();
    await sendKeys({ press: 'Enter' });
    await waitUntil(() => changes() > 0, 'the changes', { timeout: 10_000 });
    expect(focused()?.closest('dialog footer')).to.exist;
    const first = changes();
    line.state = 'cut';
    await press(element, 'Show older changes');
    await shows(element, 'We could not be reached.');
    expect(changes()).to.equal(first);
    line.state = 'open';
    button(element, 'Try again')!.focus();
    await sendKeys({ press: 'Enter' });
    await waitUntil(() => changes() > first, 'older ones', { timeout: 10_000 });
    expect(text(element)).not.to.contain('We could not be reached.');
    await waitUntil(
      () => focused()?.closest('li') === element.shadowRoot!.querySelectorAll('dialog .timeline > li')[first],
    );
    expect((await read()).version).to.be.above(60);
  });
});
