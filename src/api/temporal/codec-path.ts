/** The codec endpoint for the Temporal Web UI, and the page to sign in for it. */
export const CODEC_PATH = '/temporal/codec';

/** True for the page and for the two calls below it. */
export function isOfCodec(path: string): boolean {
  return path === CODEC_PATH || path.startsWith(`${CODEC_PATH}/`);
}
