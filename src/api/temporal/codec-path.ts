/** What people enter as codec endpoint; also the page where they sign in for it. */
export const CODEC_PATH = '/temporal/codec';

/** True for the page and for the two calls below it. */
export function isOfCodec(path: string): boolean {
  return path === CODEC_PATH || path.startsWith(`${CODEC_PATH}/`);
}
