import { expect, fixture, html } from '@open-wc/testing';
import type { Profile } from '../../../bff/domains/contacts/answers.ts';
import { contactFields, readDraft, type Draft } from '../../../components/domains/contact-fields.ts';
import t from '../../../components/domains/messages/contacts.en.ts';
import tlds from '../../../components/domains/messages/tld-forms.en.ts';
import { skeleton } from '../../../components/shared/states.ts';
import { text } from './mount.ts';

const contact = {
  kind: 'company',
  name: 'Marieke Linden',
  organisation: 'Linden & Loaf',
  street: 'Oudegracht 1',
  postalCode: '3511 AA',
  city: 'Utrecht',
  state: '',
  country: 'NL',
  phone: '+31 30 234 5678',
  email: 'marieke@lindenloaf.example',
  vat: '',
  language: 'nl',
} as const;
const draft: Draft = { contact, extra: { nl: { legalForm: 'BV', regNumber: '30123456' } } };
const forms: Profile['forms'] = {
  nl: [
    { key: 'legalForm', type: 'choice', codes: ['BV', 'EENMANSZAAK'], required: true },
    { key: 'regNumber', type: 'text', required: true },
  ],
};
const draw = async (words: typeof tlds | undefined) =>
  await fixture<HTMLFormElement>(
    html`<form>
      ${contactFields({
        t,
        who: t.who,
        tlds: words,
        waiting: skeleton('Loading', 1),
        lang: 'en',
        form: { message: () => undefined, busy: false, said: undefined },
        draft,
        forms,
      })}
    </form>`,
  );

describe('the fields of a contact', () => {
  it('A8: wait for their words instead of showing codes of a registry, and lose nothing meanwhile', async () => {
    const bare = await draw(undefined);
    expect(text(bare)).to.contain('For domains below .nl').and.contain('Loading');
    for (const code of ['legalForm', 'regNumber', 'BV', 'EENMANSZAAK']) expect(text(bare)).not.to.contain(code);
    expect(readDraft(new FormData(bare), draft, {})).to.deep.equal(draft);
    const worded = await draw(tlds);
    expect(text(worded)).to.contain('Legal form').and.contain('Sole trader').and.not.contain('Loading');
    expect(readDraft(new FormData(worded), draft, forms)).to.deep.equal(draft);
  });
});
