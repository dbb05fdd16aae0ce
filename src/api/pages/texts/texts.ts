import type { en } from './en.js';

export type PageTextKey = keyof typeof en;

/** The texts of one language: every key, and no other. */
export type PageTexts = Readonly<Record<PageTextKey, string>>;
