const rsa = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' };

const base64 = (bytes: ArrayBuffer): string => btoa(String.fromCharCode(...new Uint8Array(bytes)));

/** A provider's key, and the TXT records that it publishes it in: in two parts, the second first. */
export async function keyRecords(modulusLength = 2048) {
  const pair = await crypto.subtle.generateKey(
    { ...rsa, modulusLength, publicExponent: new Uint8Array([1, 0, 1]) },
    true,
    ['sign', 'verify'],
  );
  const text = base64(await crypto.subtle.exportKey('spki', pair.publicKey));
  const records = [`p=2,a=RS256,d=${text.slice(200)}`, `p=1,a=RS256,d=${text.slice(0, 200)}`];
  return { privateKey: pair.privateKey, records };
}

/** A query as its provider signs it. */
export async function signed(key: CryptoKey, query: string, place: string): Promise<string> {
  const signature = await crypto.subtle.sign(rsa, key, new TextEncoder().encode(query));
  return `${query}&key=${place}&sig=${encodeURIComponent(base64(signature))}`;
}
