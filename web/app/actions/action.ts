import type { iconPaths } from '../../ui/icon-paths.js';
import type { TextKey } from '../../texts/texts.js';

/** Something that a person can do: shown in the palette, in menus and in the help of the keys. */
export interface Action {
  /** Unique: `queue.open-all`. */
  readonly id: string;
  readonly name: TextKey;
  /** `c`, `?`, `mod+k`, `shift+j`, `g q` (one key after the other). `mod` is Ctrl, or Cmd on a Mac. */
  readonly keys?: string;
  /** More words that find it in the palette. */
  readonly keywords?: string;
  readonly icon?: keyof typeof iconPaths;
  /** False in the palette where it would only repeat what is focused. */
  readonly isListed?: boolean;
  readonly visible?: () => boolean;
  readonly perform: () => void;
}
