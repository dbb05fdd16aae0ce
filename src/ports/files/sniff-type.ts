/** The beginning of a file that is enough to tell its type. */
export const HEAD_BYTES = 64 * 1024;

/** Returns the media type by the first bytes; `application/octet-stream` for what no rule knows, and for HTML and SVG. */
export type SniffType = (head: Uint8Array) => Promise<string>;
