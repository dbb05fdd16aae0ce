import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium, type Browser } from 'playwright-core';

/** As systems call it; playwright-core brings no browser of its own. */
const NAMES = ['chromium', 'chromium-browser', 'google-chrome'];

const found = (process.env['PATH'] ?? '')
  .split(delimiter)
  .flatMap((directory) => NAMES.map((name) => join(directory, name)))
  .find(existsSync);

/** What is tested with it is skipped where it is not. */
export const HAS_CHROMIUM = found !== undefined;

/** A real browser without a window. */
export function startChromium(args: readonly string[] = []): Promise<Browser> {
  return chromium.launch({ executablePath: found!, args: [...args] });
}
