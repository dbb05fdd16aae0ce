import type { Payload } from '@temporalio/common';
import { DomainError, type FieldFault } from '../../domain/errors.js';
import type { JsonPayload, PayloadCodec } from '../../ports/operations/payload-codec.js';
import { UndecipherableError, type EncryptionCodec } from './encryption-codec.js';

/** The workers' codec for payloads in their JSON form. */
export class JsonPayloadCodec implements PayloadCodec {
  constructor(private readonly codec: EncryptionCodec) {}

  async encode(payloads: readonly JsonPayload[]): Promise<JsonPayload[]> {
    return Promise.all(payloads.map((payload) => through(payload, (bytes) => this.codec.encode(bytes))));
  }

  async decode(payloads: readonly JsonPayload[]): Promise<JsonPayload[]> {
    const faults: FieldFault[] = [];
    const decoded = await Promise.all(
      payloads.map(async (payload, index) => {
        try {
          return await through(payload, (bytes) => this.codec.decode(bytes));
        } catch (error) {
          if (!(error instanceof UndecipherableError)) throw error;
          faults.push({ path: `payloads.${index}`, message: error.message });
          return payload;
        }
      }),
    );
    if (faults.length === 0) return decoded;
    throw new DomainError('invalid_input', 'Some of the payloads cannot be decrypted.', { faults });
  }
}

/** The codec returns other payloads unchanged, with members that we do not know. */
async function through(
  payload: JsonPayload,
  code: (payloads: Payload[]) => Promise<Payload[]>,
): Promise<JsonPayload> {
  const bytes = toBytes(payload);
  const [coded] = await code([bytes]);
  return coded === undefined || coded === bytes ? payload : toJson(coded);
}

function toBytes({ metadata = {}, data }: JsonPayload): Payload {
  return {
    metadata: mapped(metadata, (value) => Buffer.from(value, 'base64')),
    ...(data === undefined ? {} : { data: Buffer.from(data, 'base64') }),
  };
}

function toJson({ metadata, data }: Payload): JsonPayload {
  const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');
  return { metadata: mapped(metadata ?? {}, base64), ...(data == null ? {} : { data: base64(data) }) };
}

function mapped<A, B>(record: Readonly<Record<string, A>>, change: (value: A) => B): Record<string, B> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, change(value)]));
}
