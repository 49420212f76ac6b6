import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  readAnswer,
  readDomain,
  readFreeHosts,
  readGreeting,
  readHost,
  readMessage,
  readTransfer,
} from '../../../../bff/platform/registrar/epp/answers.ts';
import { childOf, readXml, xml, XmlError } from '../../../../bff/platform/registrar/epp/xml.ts';

/** After the RFC that the name tells. */
const example = (name: string) => readFileSync(new URL(`examples/${name}.xml`, import.meta.url), 'utf8');

test('the examples of RFC 5730: a greeting, and a refusal with its reasons', () => {
  const { objects, extensions } = readGreeting(example('rfc5730-greeting'));
  assert.deepEqual(
    [objects.length, objects[0], extensions],
    [3, 'urn:ietf:params:xml:ns:obj1', ['http://custom/obj1ext-1.0']],
  );
  const { code, message, id } = readAnswer(example('rfc5730-error'));
  assert.deepEqual([code, message, id], [2004, 'Parameter value range error', 'ABC-12345']);
});

test('the examples of RFC 5731 and 5910: a domain, with its keys beside it, and an action that ended', () => {
  const domain = readDomain(readAnswer(example('rfc5731-info')));
  assert.deepEqual(
    { ...domain, statuses: [...domain.statuses], graces: [...domain.graces] },
    {
      name: 'example.com',
      sponsor: 'ClientX',
      registeredOn: '1999-04-03',
      expiresOn: '2005-04-03',
      changedAt: '1999-12-03T09:00:00.0Z',
      statuses: ['ok'],
      graces: [],
      nameServers: ['ns1.example.com', 'ns1.example.net'],
      hosts: ['ns1.example.com', 'ns2.example.com'],
      ds: [],
      registrant: 'jd1234',
    },
  );
  assert.deepEqual(readDomain(readAnswer(example('rfc5910-info'))).ds, [
    { keyTag: 12_345, algorithm: 3, digestType: 1, digest: '49FD46E6C4B45C55D4AC' },
  ]);
  assert.deepEqual(readMessage(readAnswer(example('rfc5731-pending'))), { id: '12345', name: 'example.com' });
  assert.deepEqual(readTransfer(readAnswer(example('rfc5731-transfer')), 'ClientX'), {
    name: 'example.com',
    state: 'pending',
    incoming: true,
    askedAt: '2000-06-06T22:00:00.000Z',
    actsAt: '2000-06-11T22:00:00.000Z',
  });
});

test('the examples of RFC 5732: a host, and which names are free', () => {
  assert.deepEqual(readHost(readAnswer(example('rfc5732-info'))), {
    name: 'ns1.example.com',
    addresses: ['192.0.2.2', '192.0.2.29', '1080::8:800:200c:417a'],
    linked: true,
  });
  assert.deepEqual(readFreeHosts(readAnswer(example('rfc5732-check'))), ['ns1.example.com', 'ns3.example3.com']);
});

test('the example of RFC 3915: a domain that waits for its report', () => {
  const { code, extension } = readAnswer(example('rfc3915-restore'));
  const status = childOf(childOf(extension, 'upData', 'urn:ietf:params:xml:ns:rgp-1.0'), 'rgpStatus');
  assert.deepEqual([code, status?.attributes.s], [1000, 'pendingRestore']);
});

const value = fc.string({ unit: 'binary' }).map((text) => text.replace(/[^\t\n -\uD7FF]/gu, ''));

test('whatever is put into XML comes back as it was, in a text as in an attribute', () => {
  fc.assert(
    fc.property(value, fc.string(), (text, plain) => {
      const attribute = plain.replace(/[^ -~]/g, '');
      const node = readXml(xml`<a:b xmlns:a="urn:x" c="${attribute}">${text}<a:d/></a:b>`.text);
      assert.deepEqual([node.text, node.attributes.c, node.space], [text, attribute, 'urn:x']);
    }),
  );
});

test('a value that XML cannot carry is not sent', () => {
  for (const text of ['\u0000', '\u001b', '\ufffe', '\ud800']) assert.throws(() => xml`<a>${text}</a>`, XmlError);
});

test('what EPP does not speak is not read: it is XmlError or a node, never anything else', () => {
  const no = [
    '',
    'x',
    '<a>',
    '<a></b>',
    '<a/><a/>',
    '<a/>x',
    '<a b="1" b="2"/>',
    '<a b=1/>',
    '<a b="<"/>',
    '<a>&nbsp;</a>',
    '<a>&#0;</a>',
    '<a>&#x110000;</a>',
    '<a>& </a>',
    '<p:a/>',
    '<!DOCTYPE a><a/>',
    '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>',
    '<?xml-stylesheet href="x"?><a/>',
    '<?xml version="1.0" encoding="ISO-8859-1"?><a/>',
    `${'<a>'.repeat(40)}${'</a>'.repeat(40)}`,
  ];
  for (const text of no) assert.throws(() => readXml(text), XmlError, text);
  assert.equal(readXml('<!-- x --><a><![CDATA[<&]]>&#x41;<!-- y --></a>').text, '<&A');
  const frame = example('rfc5731-info');
  fc.assert(
    fc.property(fc.nat(frame.length - 1), fc.nat(40), fc.string({ maxLength: 8 }), (at, length, text) => {
      try {
        readAnswer(frame.slice(0, at) + text + frame.slice(at + length));
      } catch (error) {
        assert.ok(error instanceof XmlError, String(error));
      }
    }),
    { numRuns: 500 },
  );
});
