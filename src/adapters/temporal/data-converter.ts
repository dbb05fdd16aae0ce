import { fileURLToPath } from 'node:url';
import type { DataConverter } from '@temporalio/common';
import { EncryptionCodec, type CodecKey } from './encryption-codec.js';

/** For the bundle of the workflows as well, which carries it inside. */
export const FAILURE_CONVERTER = fileURLToPath(
  new URL('../../../workflows/failure-converter.cjs', import.meta.url),
);

/**
 * How all of Holdfast's clients and workers write payloads and read them. The codec is there without keys too: it then
 * encrypts nothing, and says which key is missing when it meets something encrypted.
 */
export function dataConverterFor(keys: readonly CodecKey[]): DataConverter {
  return {
    payloadCodecs: [new EncryptionCodec(keys)],
    // Without a key, failures stay readable for operators.
    ...(keys.length === 0 ? {} : { failureConverterPath: FAILURE_CONVERTER }),
  };
}
