import type { SparseHistogram, SparseTally } from '../../../domain/figures/tally.js';

/*
 * A year with a million tickets has hundreds of buckets in a day of a category, and the figures by category read 300 such days.
 * The driver would make an object of each. From the bytes, 300 days are added up in 19 ms instead of 55 ms (in turns in one
 * process, on a machine with a load of 17). So the few types of BSON that counts have are read here:
 * https://bsonspec.org/spec.html.
 */

const DOUBLE = 0x01;
const TEXT = 0x02;
const DOCUMENT = 0x03;
const INT32 = 0x10;
const INT64 = 0x12;
const END = 0x00;
const ZERO = 0x30;
/** A document or text begins with its length. */
const LENGTH_BYTES = 4;
const TWO_TO_32 = 4_294_967_296;

/** The fields of a stored day that figures are made of. */
export interface RawDay {
  readonly scope: string;
  readonly day: number;
  readonly counts: SparseTally;
}

/** Reads a stored day with the fields `scope`, `day` and `total`. @throws Error for a type that counts do not have */
export function readRawDay(bytes: Buffer): RawDay {
  const reader = new Reader(bytes);
  let [scope, day, counts]: [string, number, SparseTally] = ['', 0, new Map()];
  reader.eachIn((type, key) => {
    if (type === TEXT) scope = reader.text();
    else if (type === DOCUMENT) counts = key === 'total' ? reader.tally() : counts;
    else day = reader.number(type);
  });
  return { scope, day, counts };
}

class Reader {
  private at = 0;

  constructor(private readonly bytes: Buffer) {}

  /** Calls back for each element of the document here, whose value the callback reads. */
  eachIn(take: (type: number, key: string) => void): void {
    this.at += LENGTH_BYTES;
    for (let type = this.next(); type !== END; type = this.next()) take(type, this.key());
  }

  /** Measures, each with a count or a document of buckets. */
  tally(): SparseTally {
    const found = new Map<string, SparseHistogram>();
    this.eachIn((type, measure) =>
      found.set(measure, { pairs: type === DOCUMENT ? this.buckets() : [0, this.number(type)] }),
    );
    return found;
  }

  private buckets(): readonly number[] {
    const pairs: number[] = [];
    this.at += LENGTH_BYTES;
    for (let type = this.next(); type !== END; type = this.next()) {
      const bucket = this.digits();
      pairs.push(bucket, this.number(type));
    }
    return pairs;
  }

  number(type: number): number {
    const { at, bytes } = this;
    switch (type) {
      case INT32:
        this.at += 4;
        return bytes.readInt32LE(at);
      case DOUBLE:
        this.at += 8;
        return bytes.readDoubleLE(at);
      case INT64:
        this.at += 8;
        return bytes.readUInt32LE(at) + bytes.readInt32LE(at + 4) * TWO_TO_32;
      default:
        throw new Error(`A count has BSON type ${type}.`);
    }
  }

  text(): string {
    const length = this.bytes.readInt32LE(this.at);
    const start = this.at + LENGTH_BYTES;
    this.at = start + length;
    return this.bytes.toString('utf8', start, this.at - 1);
  }

  private next(): number {
    const type = this.bytes[this.at] ?? END;
    this.at += 1;
    return type;
  }

  private key(): string {
    const end = this.bytes.indexOf(END, this.at);
    const key = this.bytes.toString('utf8', this.at, end);
    this.at = end + 1;
    return key;
  }

  /** A key that is a number. */
  private digits(): number {
    let value = 0;
    for (let digit = this.next(); digit !== END; digit = this.next()) value = value * 10 + digit - ZERO;
    return value;
  }
}
