const SHIFTED = /\+([A-Za-z0-9+/]*)-?/gu;

/** Decodes UTF-7 (RFC 2152) in linear time. Bytes that are not ASCII are invalid. */
export function decodeUtf7(bytes: Buffer): string {
  return bytes
    .toString('latin1')
    .replaceAll(/[\u0080-\u00ff]/gu, '\ufffd')
    .replaceAll(SHIFTED, (_, base64: string) => (base64 === '' ? '+' : utf16(base64)));
}

function utf16(base64: string): string {
  const bytes = Buffer.from(base64, 'base64');
  return bytes
    .subarray(0, bytes.length - (bytes.length % 2))
    .swap16()
    .toString('utf16le');
}
