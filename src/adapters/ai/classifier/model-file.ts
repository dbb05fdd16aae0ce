import { z } from 'zod';
import { DomainError } from '../../../domain/errors.js';
import type { Classifier, TaskModel } from '../../../domain/triage/classifier/classifier.js';

/** The first bytes of a model file, with the version of its format. */
const MAGIC = Buffer.from('HFC1');
const LENGTH_BYTES = 4;
const MAX_HEADER_BYTES = 1024 * 1024;

const task = z.strictObject({
  name: z.string(),
  kind: z.enum(['one', 'many']),
  labels: z.array(z.string()).min(2),
  scales: z.array(z.number()),
  biases: z.array(z.number()),
  shares: z.array(z.number()),
  temperature: z.number().positive(),
});
const header = z.strictObject({ features: z.int().nonnegative(), tasks: z.array(task) });

/**
 * Writes a classifier as bytes: a JSON header, then the arrays.
 * Numbers are little-endian, as on every platform of Node.
 */
export function writeModelFile({ space, tasks }: Classifier): Uint8Array {
  const described = {
    features: space.hashes.length,
    tasks: tasks.map(({ weights: _, scales, biases, shares, ...rest }) => ({
      ...rest,
      ...{ scales: [...scales], biases: [...biases], shares: [...shares] },
    })),
  };
  const json = Buffer.from(JSON.stringify(described));
  const length = Buffer.alloc(LENGTH_BYTES);
  length.writeUInt32LE(json.length);
  return Buffer.concat([
    ...[MAGIC, length, json, bytesOf(space.hashes), bytesOf(space.idf)],
    ...tasks.map(({ weights }) => bytesOf(weights)),
  ]);
}

/** Reads what {@link writeModelFile} has written. @throws DomainError `invalid_input` for all other bytes. */
export function readModelFile(bytes: Uint8Array): Classifier {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const start = MAGIC.length + LENGTH_BYTES;
  if (file.length < start || !file.subarray(0, MAGIC.length).equals(MAGIC)) throw faulty();
  const headerBytes = file.readUInt32LE(MAGIC.length);
  if (headerBytes > MAX_HEADER_BYTES) throw faulty();
  const { features, tasks } = readHeader(file.subarray(start, start + headerBytes));
  const body = file.subarray(start + headerBytes);
  const widths = tasks.map(({ labels }) => labels.length);
  if (body.length !== features * (8 + widths.reduce((sum, width) => sum + width, 0))) throw faulty();
  let at = 0;
  const next = (length: number) => copied(body.subarray(at, (at += length)));
  const space = { hashes: new Uint32Array(next(4 * features)), idf: new Float32Array(next(4 * features)) };
  return {
    space,
    tasks: tasks.map(({ scales, biases, shares, ...rest }): TaskModel => {
      const lists = [scales, biases, shares];
      if (lists.some(({ length }) => length !== rest.labels.length)) throw faulty();
      return {
        ...rest,
        scales: Float32Array.from(scales),
        biases: Float32Array.from(biases),
        shares: Float32Array.from(shares),
        weights: new Int8Array(next(features * rest.labels.length)),
      };
    }),
  };
}

function readHeader(bytes: Buffer): z.infer<typeof header> {
  try {
    return header.parse(JSON.parse(bytes.toString()));
  } catch {
    throw faulty();
  }
}

function bytesOf({ buffer, byteOffset, byteLength }: Uint32Array | Float32Array | Int8Array): Buffer {
  return Buffer.from(buffer, byteOffset, byteLength);
}

/** Typed arrays must begin at a multiple of their size. */
function copied(bytes: Buffer): ArrayBuffer {
  return new Uint8Array(bytes).buffer;
}

function faulty(): DomainError {
  return new DomainError('invalid_input', 'This is not a complete model file of the classifier.');
}
