import { z } from 'zod';

/** A file of a multipart body, which arrives while it is read. Only what names it counts for an `Idempotency-Key`. */
export class IncomingFile {
  readonly #content: AsyncIterable<Uint8Array>;

  constructor(
    readonly name: string,
    /** The length of the whole body; null if its sender does not know. */
    readonly bodyBytes: number | null,
    content: AsyncIterable<Uint8Array>,
  ) {
    this.#content = content;
  }

  /** To be read once. @throws ApiError for a sender that goes away, is too slow, or sends too much */
  content(): AsyncIterable<Uint8Array> {
    return this.#content;
  }
}

export const incomingFile = z
  .custom<IncomingFile>((value) => value instanceof IncomingFile, { error: 'is missing' })
  .meta({ type: 'string', format: 'binary' });
