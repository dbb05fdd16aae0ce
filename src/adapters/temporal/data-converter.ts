import { fileURLToPath } from 'node:url';
import type { DataConverter } from '@temporalio/common';
import { EncryptionCodec, type CodecKey } from './encryption-codec.js';

/** For the bundle of the workflows as well, which carries it inside. */
export const FAILURE_CONVERTER = fileURLToPath(
  new URL('../../../workflows/failure-converter.cjs', import.meta.url),
);

/**
 * Returns the payload converter of all clients and workers.
 * The codec exists without keys too: it then encrypts nothing, and names the missing key of an encrypted payload.
 */
export function dataConverterFor(keys: readonly CodecKey[]): DataConverter {
  return {
    payloadCodecs: [new EncryptionCodec(keys)],
    // Without a key, failures stay readable for operators.
    ...(keys.length === 0 ? {} : { failureConverterPath: FAILURE_CONVERTER }),
  };
}
