const soaType = 6;
const authoritative = 0x0400;
const isAnswer = 0x8000;
/** Bytes of a SOA behind its two names: five numbers, the serial first. */
const numbers = 20;

/** Asks for the SOA of a zone, without recursion: a resolver that knows it by hearsay does not answer with authority. */
export function soaQuestion(zone: string, id: number): Buffer {
  const head = Buffer.from([id >> 8, id & 0xff, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0]);
  const labels = zone.split('.').map((label) => Buffer.concat([Buffer.from([label.length]), Buffer.from(label)]));
  return Buffer.concat([head, ...labels, Buffer.from([0, 0, soaType, 0, 1])]);
}

/** True for the answer to this question: same number, same question, and not the question itself. */
export const answers = (message: Buffer, question: Buffer): boolean =>
  message.length >= question.length &&
  message.readUInt16BE(0) === question.readUInt16BE(0) &&
  (message.readUInt16BE(2) & isAnswer) !== 0 &&
  message.subarray(12, question.length).toString('latin1').toLowerCase() ===
    question.subarray(12).toString('latin1').toLowerCase();

/** Serial of the zone; undefined when the server does not answer for it. */
export function serialIn(message: Buffer, question: Buffer): number | undefined {
  const flags = message.readUInt16BE(2);
  if ((flags & authoritative) === 0 || (flags & 0xf) !== 0 || message.readUInt16BE(6) === 0) return undefined;
  try {
    // Its owner is the question's name: written again, or a pointer to it.
    let at = question.length;
    while (message.readUInt8(at) !== 0) {
      const length = message.readUInt8(at);
      at += length >= 0xc0 ? 1 : length + 1;
      if (length >= 0xc0) break;
    }
    at += 1;
    if (message.readUInt16BE(at) !== soaType) return undefined;
    const length = message.readUInt16BE(at + 8);
    return length < numbers + 2 ? undefined : message.readUInt32BE(at + 10 + length - numbers);
  } catch {
    // It ends in the middle.
    return undefined;
  }
}
