/** So many of these signs by chance, each as likely as any other. */
export function randomText(signs: string, many: number): string {
  let text = '';
  // Bytes beyond a multiple of the signs would make the first ones likelier.
  const limit = 256 - (256 % signs.length);
  while (text.length < many)
    for (const byte of crypto.getRandomValues(new Uint8Array(many * 2)))
      if (byte < limit && text.length < many) text += signs[byte % signs.length];
  return text;
}
