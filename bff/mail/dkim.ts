const base64 = (bytes: ArrayBuffer): string => btoa(String.fromCharCode(...new Uint8Array(bytes)));

/** The first label of its record. Ours alone, so that no other service's key is overwritten. */
export const dkimSelector = 'hc1';

/** A key pair that signs mail: RSA with 2,048 bits, which all receivers take (RFC 8301 §3.2). The public one as its record has it, the private one as PKCS #8 in PEM. */
export async function makeDkimKey(): Promise<{ publicKey: string; privateKey: string }> {
  const algorithm = {
    name: 'RSASSA-PKCS1-v1_5',
    modulusLength: 2048,
    publicExponent: new Uint8Array([1, 0, 1]),
    hash: 'SHA-256',
  };
  const pair = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const [spki, pkcs8] = await Promise.all([
    crypto.subtle.exportKey('spki', pair.publicKey),
    crypto.subtle.exportKey('pkcs8', pair.privateKey),
  ]);
  const lines = base64(pkcs8).replaceAll(/.{64}(?=.)/g, '$&\n');
  return {
    publicKey: base64(spki),
    privateKey: `-----BEGIN PRIVATE KEY-----\n${lines}\n-----END PRIVATE KEY-----\n`,
  };
}
