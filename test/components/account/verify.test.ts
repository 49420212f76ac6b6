import { expect, waitUntil } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import '../../../components/account/hc-verify.ts';
import { button, focused, press, shows, text } from '../domains/mount.ts';
import { json, problem, realNetwork } from '../shared/fake-bff.ts';
import { place } from '../shared/mount.ts';
import { bff, outside } from './account-bff.ts';

const open = async (answers: Parameters<typeof bff>[0]) => {
  const calls = bff(answers);
  const { add } = await place(outside);
  return { calls, element: Object.assign(add('hc-verify'), { token: 'a'.repeat(43) }) };
};
const sent = (calls: readonly { path: string }[]) => calls.filter(({ path }) => path.endsWith('/verify')).length;

describe('<hc-verify>', () => {
  afterEach(realNetwork);

  it('D20: tells nobody of a link until it is confirmed, and then says so', async () => {
    const { element, calls } = await open({
      'POST /v1/registrant/verify': () => json({ email: 'marieke@lindenloaf.example', domains: ['lindenloaf.com'] }),
    });
    await shows(element, 'Is this your address?');
    expect(sent(calls), 'a scanner of mails confirms nothing').to.equal(0);
    await expect(element).to.be.accessible();
    await waitUntil(() => button(element, 'Yes, it reached me'));
    button(element, 'Yes, it reached me')!.focus();
    await sendKeys({ press: 'Enter' });
    await shows(element, 'marieke@lindenloaf.example is confirmed');
    await waitUntil(() => focused()?.matches('h3'), 'the focus');
    expect(button(element, 'Yes, it reached me')).to.equal(undefined);
    await expect(element).to.be.accessible();
  });

  it('D20: says that a link is over, and lets who could not reach us try again', async () => {
    let tries = 0;
    const { element } = await open({
      'POST /v1/registrant/verify': () =>
        (tries += 1) === 1 ? problem(503, 'unavailable') : problem(404, 'not_found'),
    });
    await press(element, 'Yes, it reached me');
    await shows(element, 'Is this your address?');
    expect(text(element)).not.to.contain('is confirmed');
    await press(element, 'Yes, it reached me');
    await shows(element, 'This link is not good any more');
  });
});
