import { expect, waitUntil } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import '../../../components/mail/hc-confirm-forward.ts';
import { bff, outside } from '../account/account-bff.ts';
import { button, focused, press, shows, text } from '../domains/mount.ts';
import { json, problem, realNetwork } from '../shared/fake-bff.ts';
import { place } from '../shared/mount.ts';

const route = 'POST /v1/mail/forward_targets/confirm';
const open = async (answers: Parameters<typeof bff>[0]) => {
  const calls = bff(answers);
  const { add } = await place(outside);
  return { calls, element: Object.assign(add('hc-confirm-forward'), { token: 'a'.repeat(43) }) };
};

describe('<hc-confirm-forward>', () => {
  afterEach(realNetwork);

  it('M4: tells nobody of a link until it is confirmed, and then says what is forwarded', async () => {
    const { element, calls } = await open({
      [route]: () => json({ address: 'news@lindenloaf.example', target: 'jan@far.example', already: false }),
    });
    await shows(element, 'Do you want this mail?');
    expect(
      calls.filter(({ path }) => path.endsWith('/confirm')).length,
      'a scanner of mails confirms nothing',
    ).to.equal(0);
    await expect(element).to.be.accessible();
    await waitUntil(() => button(element, 'Yes, forward it to me'));
    button(element, 'Yes, forward it to me')!.focus();
    await sendKeys({ press: 'Enter' });
    await shows(element, 'Mail for news@lindenloaf.example is forwarded to jan@far.example');
    await waitUntil(() => focused()?.matches('h3'), 'the focus');
    await expect(element).to.be.accessible();
  });

  it('M4: says to who agreed before that he did', async () => {
    const { element } = await open({
      [route]: () => json({ address: 'news@lindenloaf.example', target: 'jan@far.example', already: true }),
    });
    await press(element, 'Yes, forward it to me');
    await shows(element, 'You have agreed already');
    expect(text(element)).not.to.contain('from now on');
    await expect(element).to.be.accessible();
  });

  it('M4: says that a link is over, and lets who could not reach us try again', async () => {
    let tries = 0;
    const { element } = await open({
      [route]: () => ((tries += 1) === 1 ? problem(503, 'unavailable') : problem(404, 'not_found')),
    });
    await press(element, 'Yes, forward it to me');
    await shows(element, 'Do you want this mail?');
    expect(text(element)).not.to.contain('from now on');
    await press(element, 'Yes, forward it to me');
    await shows(element, 'This link is not good any more');
  });
});
