import assert from 'node:assert/strict';
import { test } from 'node:test';
import { csvLine, decoded, parseMailboxFile, parseSize } from '../../../components/mail/mailbox-file.ts';

const rows = (text: string) => {
  const parsed = parseMailboxFile(text, 1000);
  assert.ok('rows' in parsed, JSON.stringify(parsed));
  return parsed.rows;
};
const fault = (text: string, most = 1000) => {
  const parsed = parseMailboxFile(text, most);
  assert.ok('code' in parsed, JSON.stringify(parsed));
  return parsed;
};
const gib = 1024 ** 3;

test('a list is read as spreadsheets of all languages write it', () => {
  const wanted = [{ line: 2, address: 'a@x.example', name: 'Anna, née B', password: ' p"w ', quota: 1.5 * gib }];
  assert.deepEqual(rows('address,name,password,size\r\na@x.example,"Anna, née B"," p""w ",1.5 GB\r\n'), wanted);
  assert.deepEqual(
    rows('\uFEFFAdresse;Anzeigename;Kennwort;Größe\na@x.example;Anna, née B; p"w ;1,5 GB\n\n;;;\n'),
    wanted,
  );
  assert.deepEqual(rows('size\tNaam\twachtwoord\te-mailadres\n1.5GB\tAnna, née B\t p"w \t a@x.example'), wanted);
});

test('what a line leaves out is empty, and lines count as in the file', () => {
  assert.deepEqual(rows('note,email\nx,a@x.example\n"two\nlines",b@x.example\n\nx,c@x.example'), [
    { line: 2, address: 'a@x.example', name: '', password: '', quota: null },
    { line: 3, address: 'b@x.example', name: '', password: '', quota: null },
    { line: 6, address: 'c@x.example', name: '', password: '', quota: null },
  ]);
});

test('a list that cannot be read is refused, with the line where it goes wrong', () => {
  assert.deepEqual(fault(''), { code: 'empty' });
  assert.deepEqual(fault('address\n'), { code: 'empty' });
  assert.deepEqual(fault('a@x.example\nb@x.example'), { code: 'no_address' });
  assert.deepEqual(fault('address,name\na@x.example,"Anna\nb@x.example,B'), { code: 'open_quote', line: 2 });
  assert.deepEqual(fault('address\na\nb\nc', 2), { code: 'too_many_rows' });
});

test('sizes have a unit or are MB, and what is none is said to be none', () => {
  assert.deepEqual(['2 GB', '500mb', '1,5 G', '2048', '', '0'].map(parseSize), [
    2 * gib,
    500 * 2 ** 20,
    1.5 * gib,
    2 * gib,
    null,
    0,
  ]);
  assert.deepEqual(['much', '-1', '2 TB', '1.2.3'].map(parseSize), [undefined, undefined, undefined, undefined]);
});

test('what is written out comes back as it was, and no spreadsheet takes it for a formula', () => {
  const values = ['a@x.example', 'Anna, "B"', 'p;w,"x'];
  assert.deepEqual(rows(`address,name,password\r\n${csvLine(values)}`)[0], {
    ...{ line: 2, address: values[0], name: values[1], password: values[2], quota: null },
  });
  for (const before of ['', ' ', '\t', '\u00A0', '\uFEFF', '\n '])
    for (const sign of '=+-@＝＋－＠') {
      const cell = `${before}${sign}1+1`;
      const [row] = rows(`address,name\nx@x.example,${csvLine([cell])}`);
      assert.ok(row!.name.startsWith("'"), JSON.stringify(cell));
    }
});

test('what a spreadsheet wrote in another encoding is read, and columns that say nothing are named', () => {
  const text = 'Adresse;Größe;Abteilung\nä@x.example;2 GB;Küche';
  const western = Uint8Array.from(text, (sign) => sign.charCodeAt(0)).buffer;
  for (const bytes of [western, new TextEncoder().encode(text).buffer as ArrayBuffer]) {
    const parsed = parseMailboxFile(decoded(bytes), 10);
    assert.ok('rows' in parsed);
    assert.deepEqual(parsed.rows, [{ line: 2, address: 'ä@x.example', name: '', password: '', quota: 2 * gib }]);
    assert.deepEqual(parsed.ignored, ['Abteilung']);
  }
});
