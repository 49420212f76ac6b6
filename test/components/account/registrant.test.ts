import { expect } from '@open-wc/testing';
import '../../../components/account/hc-registrant.ts';
import { json, problem, realNetwork } from '../shared/fake-bff.ts';
import { place } from '../shared/mount.ts';
import { button, press, shows, text } from '../domains/mount.ts';
import { bff, outside } from './account-bff.ts';

const question = {
  state: 'open',
  domains: ['lindenloaf.com', 'linden.shop'],
  before: { name: 'Marieke Linden', organisation: 'Linden & Loaf', email: 'marieke@lindenloaf.example' },
  after: { name: 'Joris Bakker', organisation: '', email: 'joris@lindenloaf.example' },
  others: 1,
};
const open = async (answers: Parameters<typeof bff>[0], token = 'a'.repeat(43)) => {
  const calls = bff(answers);
  const { add } = await place(outside);
  return { calls, element: Object.assign(add('hc-registrant'), { token }) };
};

describe('<hc-registrant>', () => {
  afterEach(realNetwork);

  it('A7: shows whoever got the mail what changes, and says what became of his yes', async () => {
    const { element, calls } = await open({
      'POST /v1/registrant/question': () => json(question),
      'POST /v1/registrant/answer': () => json({ ...question, state: 'agreed' }),
    });
    await shows(element, 'Shall the holder change?');
    expect(text(element)).to.contain('linden.shop').and.contain('Linden & Loaf').and.contain('Joris Bakker');
    await expect(element).to.be.accessible();
    await press(element, 'I agree');
    await shows(element, 'the holder changes once he agrees');
    expect(calls.find(({ path }) => path.endsWith('/answer'))).to.be.an('object');
    expect(button(element, 'I agree')).to.equal(undefined);
    await expect(element).to.be.accessible();
  });

  it('A7: says no, and stays with the question where the answer did not arrive', async () => {
    let tries = 0;
    const { element } = await open({
      'POST /v1/registrant/question': () => json(question),
      'POST /v1/registrant/answer': () =>
        (tries += 1) === 1 ? problem(503, 'unavailable') : json({ ...question, state: 'declined' }),
    });
    await press(element, 'I do not agree');
    await shows(element, 'lindenloaf.com');
    await press(element, 'I do not agree');
    await shows(element, 'Nothing changes');
  });

  it('A7: tells of a link that is not good any more, or came without one', async () => {
    const { element } = await open({ 'POST /v1/registrant/question': () => problem(404, 'not_found') });
    await shows(element, 'This link is not good any more');
    await expect(element).to.be.accessible();
    const { element: bare } = await open({}, '');
    await shows(bare, 'This link is not good any more');
  });
});
