import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Browser, Page } from 'playwright-core';

/** Kept in the repository, at half the size and as WebP: see `docs/develop/console.md`. */
const KEPT = 'test/console/pictures';
/** What differs, at full size, for a person who looks. */
const FOUND = '.holdfast/console-pictures';

/** Share of the pixels that may differ. */
export const TOLERANCE = 0.005;

/** Of 255. WebP with losses, and the edges of letters in another version of Chromium, differ by less. */
const STEP = 48;
const QUALITY = 0.5;

/** Runs in an empty page, which decodes and encodes pictures. It halves the new one and counts pixels that differ. */
const COMPARE = `async ({ now, kept }) => {
  const read = async (type, base64, scale) => {
    const blob = await (await fetch('data:image/' + type + ';base64,' + base64)).blob();
    const bitmap = await createImageBitmap(blob);
    const canvas = new OffscreenCanvas(Math.round(bitmap.width * scale), Math.round(bitmap.height * scale));
    const pen = canvas.getContext('2d', { willReadFrequently: true });
    pen.imageSmoothingQuality = 'high';
    pen.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
    return { canvas, pen, image: pen.getImageData(0, 0, canvas.width, canvas.height) };
  };
  const encode = async ({ canvas, pen, image }) => {
    pen.putImageData(image, 0, 0);
    const blob = await canvas.convertToBlob({ type: 'image/webp', quality: ${QUALITY} });
    let text = '';
    for (const byte of new Uint8Array(await blob.arrayBuffer())) text += String.fromCharCode(byte);
    return btoa(text);
  };
  const mine = await read('png', now, 0.5);
  const theirs = kept === null ? null : await read('webp', kept, 1);
  const [one, other] = [mine.image.data, theirs?.image.data];
  if (one.length !== other?.length) return { share: 1, picture: await encode(mine) };
  let count = 0;
  const marked = new ImageData(mine.image.width, mine.image.height);
  for (let i = 0; i < one.length; i += 4) {
    const isSame = [0, 1, 2].every((c) => Math.abs(one[i + c] - other[i + c]) <= ${STEP});
    if (!isSame) count += 1;
    const faint = [0, 1, 2].map((c) => (one[i + c] + 765) / 4);
    marked.data.set(isSame ? [...faint, 255] : [220, 0, 0, 255], i);
  }
  return {
    share: count / (one.length / 4),
    picture: await encode(mine),
    marked: await encode({ ...mine, image: marked }),
  };
}`;

interface Compared {
  readonly share: number;
  readonly picture: string;
  readonly marked?: string;
}

/** Compares pictures with those of the repository. */
export class Pictures {
  private constructor(
    private readonly desk: Page,
    private readonly isUpdating: boolean,
  ) {}

  static async open(browser: Browser, isUpdating: boolean): Promise<Pictures> {
    return new Pictures(await browser.newPage(), isUpdating);
  }

  /** Returns the share of pixels that differ; 0 after an update, 1 if there is no picture to compare with. */
  async compare(name: string, now: Buffer): Promise<number> {
    const path = join(KEPT, `${name}.webp`);
    const kept = existsSync(path) ? readFileSync(path).toString('base64') : null;
    const input = JSON.stringify({ now: now.toString('base64'), kept });
    const { share, picture, marked }: Compared = await this.desk.evaluate(`(${COMPARE})(${input})`);
    if (share <= TOLERANCE) return share;
    save(join(FOUND, `${name}.png`), now.toString('base64'));
    if (this.isUpdating) {
      save(path, picture);
      return 0;
    }
    if (marked !== undefined) save(join(FOUND, `${name}-differs.webp`), marked);
    return share;
  }
}

function save(path: string, base64: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, Buffer.from(base64, 'base64'));
}
