import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import * as v from 'valibot';
import { countries } from '../../../../bff/domains/contacts/countries.ts';
import { contact } from '../../../../bff/domains/contacts/input.ts';
import { planChange } from '../../../../bff/domains/contacts/plan.ts';
import { numberOf, type CheckName } from '../../../../bff/domains/contacts/rules-numbers.ts';
import { applies, checkExtra } from '../../../../bff/domains/contacts/rules.ts';
import { codesOf, tldForms } from '../../../../bff/domains/contacts/tld-forms.ts';
import { dotted, handleOf, isOurs, undotted } from '../../../../bff/platform/registrar/contacts.ts';
import { bakery, jan } from '../../../bff/domains/contacts/people.ts';

// Examples that the authorities themselves publish, or that are public of well-known companies.
const good: Record<CheckName, readonly string[]> = {
  kvk: ['90001354'],
  siren: ['732 829 320', '73282932000074'],
  uk_company: ['00445790', 'SC095000'],
  codice_fiscale: ['RSSMRA85T10A562S', 'rss mra 85t10 a562s'],
  partita_iva: ['00743110157', 'IT 00743110157'],
  dni: ['12345678Z', '12.345.678-z'],
  nie: ['X1234567L', 'Y2345678Z'],
  cif: ['A58818501', 'Q2826000H'],
  abn: ['51 824 753 556', '53004085616'],
  acn: ['004 085 616', '000000019'],
  se_number: ['556036-0793', '121212-1212', '201212121212'],
  past: ['1990-02-28'],
};
const bad: Record<CheckName, readonly string[]> = {
  kvk: ['1234567'],
  siren: ['732829321', '12'],
  uk_company: ['445790', 'XX095000'],
  codice_fiscale: ['RSSMRA85T10A562T', 'AA1234567'],
  partita_iva: ['00743110158', '743110157'],
  dni: ['12345678A', 'X1234567L'],
  nie: ['X1234567A', '12345678Z'],
  cif: ['A58818502', 'Q28260008'],
  abn: ['51824753557', '01824753556'],
  acn: ['004085617'],
  se_number: ['5560360794', '556036'],
  past: ['1990-02-30', '28-02-1990'],
};

test('A8: numbers are taken with their right check digits, however they are set apart, and with no others', () => {
  for (const [name, numbers] of Object.entries(good) as [CheckName, string[]][])
    for (const number of numbers) assert.ok(numberOf(name, number), `${name} ${number}`);
  for (const [name, numbers] of Object.entries(bad) as [CheckName, string[]][])
    for (const number of numbers) assert.equal(numberOf(name, number), undefined, `${name} ${number}`);
});

test('A8: one wrong digit is always found where the number has check digits', () => {
  // Not the ACN: some of its weights share a factor with ten, so that it finds not all.
  const checked: readonly CheckName[] = ['siren', 'partita_iva', 'dni', 'nie', 'cif', 'abn', 'se_number'];
  fc.assert(
    fc.property(fc.constantFrom(...checked), fc.nat(20), fc.integer({ min: 1, max: 9 }), (name, at, by) => {
      const right = numberOf(name, good[name][0]!)!;
      const places = [...right].flatMap((sign, place) => (/\d/.test(sign) ? [place] : []));
      const place = places[at % places.length]!;
      const wrong = `${right.slice(0, place)}${(Number(right[place]) + by) % 10}${right.slice(place + 1)}`;
      assert.equal(numberOf(name, wrong), undefined, wrong);
    }),
  );
});

const anyTld = fc.constantFrom(...Object.keys(tldForms));
const who = fc.record({
  kind: fc.constantFrom('person' as const, 'company' as const),
  country: fc.constantFrom(...countries),
});
const anything = fc.dictionary(
  fc.constantFrom(...new Set(Object.values(tldForms).flatMap((form) => form.map(({ key }) => key)))),
  fc.oneof(
    fc.constantFrom(...Object.values(good).flat()),
    fc.constantFrom(...Object.values(tldForms).flatMap((form) => form.flatMap((field) => field.codes ?? []))),
    fc.string(),
    fc.constantFrom(...countries),
  ),
);

test('A8: of each key one field applies at most, whoever it is and whatever was chosen', () => {
  fc.assert(
    fc.property(anyTld, who, anything, (tld, contactOf, given) => {
      const keys = tldForms[tld]!.filter(({ when }) => applies(when, contactOf, given)).map(({ key }) => key);
      assert.deepEqual(keys, [...new Set(keys)]);
    }),
  );
});

test('A8: only codes and numbers that the registry wants are sent, and sent again they are the same', () => {
  fc.assert(
    fc.property(anyTld, who, anything, (tld, contactOf, given) => {
      const { values, missing, codes } = checkExtra(tld, contactOf, given);
      for (const [key, value] of Object.entries(values)) {
        const field = tldForms[tld]!.find((one) => one.key === key && applies(one.when, contactOf, values))!;
        assert.ok(field, `${tld}.${key} is not wanted of ${JSON.stringify(contactOf)}`);
        assert.ok(codesOf(field)?.includes(value) ?? true);
      }
      assert.deepEqual(checkExtra(tld, contactOf, values).values, values);
      // A required field is there, missing or wrong.
      for (const { key, required, when } of tldForms[tld]!)
        if (required && applies(when, contactOf, values))
          assert.ok(key in values || missing.includes(key) || key in codes, `${tld}.${key}`);
    }),
  );
});

test('A8: a person elsewhere has no passport sent to .it, and whoever lives in Europe is not asked for his passport by .eu', () => {
  const given = { entityType: '1', nationality: 'CH', regCode: 'X1234567' };
  assert.deepEqual(checkExtra('it', { kind: 'person', country: 'CH' }, given).values, {
    entityType: '1',
    nationality: 'CH',
  });
  assert.deepEqual(checkExtra('eu', { kind: 'person', country: 'NO' }, {}).missing, []);
  assert.deepEqual(checkExtra('eu', { kind: 'person', country: 'CH' }, {}).missing, ['citizenship']);
});

test('A7: what changes asks the registrant for name, organisation and e-mail below gTLDs, and for nothing below countries', () => {
  const told = { contact: bakery, extra: {} };
  const state = (tld: string, more: object) =>
    planChange(tld, told, { contact: { ...bakery, ...more }, extra: {} }, undefined).state;
  for (const more of [{ name: 'Else' }, { organisation: 'Else' }, { email: 'else@people.example' }]) {
    assert.equal(state('com', more), 'confirm');
    assert.equal(state('nl', more), 'change');
  }
  for (const more of [{ phone: '+31301111111' }, { city: 'Zeist' }]) assert.equal(state('org', more), 'change');
  for (const more of [{}, { vat: 'NL001234567B01' }, { language: 'de' }]) assert.equal(state('com', more), 'same');
  const locked = planChange('com', told, { contact: jan, extra: {} }, () => ({
    code: 'state_forbids',
    reason: 'locked',
  }));
  assert.deepEqual([locked.state, locked.reason], ['refused', 'locked']);
});

test('A7: a phone number is E.164 however it was typed, and comes back from the form that EPP wants', () => {
  const phoneOf = (phone: string) => {
    const read = v.safeParse(contact, { ...bakery, phone });
    return read.success ? read.output.phone : undefined;
  };
  for (const typed of ['+31 30 234 56 78', '0031-30-2345678', '+31 (30) 2345678'])
    assert.equal(phoneOf(typed), '+31302345678');
  for (const typed of ['030 2345678', '+31', 'none', `+${'1'.repeat(16)}`])
    assert.equal(phoneOf(typed), undefined, typed);
  for (const [phone, epp] of [
    ['+12025550123', '+1.2025550123'],
    ['+31302345678', '+31.302345678'],
    ['+352123456', '+352.123456'],
    ['', ''],
  ]) {
    assert.equal(dotted(phone!), epp);
    assert.equal(undotted(epp!), phone);
  }
});

test('A7: a contact has the same id for the same registrant of the same domain, and another for another', async () => {
  const one = { ...bakery, extra: {} };
  const id = await handleOf('a.com', one);
  assert.match(id, /^[A-Z\d]{3,16}$/);
  assert.ok(isOurs(id));
  assert.equal(await handleOf('a.com', { ...one, city: 'Zeist', phone: '' }), id);
  assert.notEqual(await handleOf('b.com', one), id);
  assert.notEqual(await handleOf('a.com', { ...one, name: 'Else' }), id);
});
