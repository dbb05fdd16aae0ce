import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { createWorker, OEM, type Worker } from 'tesseract.js';
import type { FileText } from '../../domain/files/analysis.js';
import type { ReadableFile } from '../../ports/files/file-reader.js';
import { detectLanguage } from '../ai/detect-language.js';
import { pictureSize } from './picture-size.js';

/** Above this, decoding alone takes hundreds of megabytes. A screen of 8K has 33. */
const MAX_PIXELS = 40_000_000;
/** An icon has no text that one could read. */
const MIN_SIDE = 20;

/** The models of Tesseract, by the language of a text. */
const MODELS: Readonly<Record<string, string>> = {
  en: 'eng',
  de: 'deu',
  fr: 'fra',
  es: 'spa',
  pt: 'por',
  hi: 'hin',
};
/** Tesseract is less sure of text in another script than its model's. */
const SURE = 70;

const workers = new Map<string, Promise<Worker>>();
const { resolve } = createRequire(import.meta.url);

/**
 * Text of a picture. It is read in English first, and again in the language that the text seems to have, or in Hindi
 * where English makes no sense of it.
 */
export async function readPicture({ type, content, languages }: ReadableFile): Promise<FileText> {
  const size = pictureSize(type, content);
  const found = { kind: 'image', text: '', metadata: size ?? {} } as const;
  if (size === null) return { ...found, fault: 'broken' };
  if (size.width * size.height > MAX_PIXELS) return { ...found, fault: 'too_large' };
  if (size.width < MIN_SIDE || size.height < MIN_SIDE) return { ...found, fault: null };
  const bytes = Buffer.from(content);
  const first = await recognise(bytes, 'en');
  const guess = await languageOf(first, languages);
  const best = guess === 'en' ? first : better(first, await recognise(bytes, guess));
  return { ...found, text: best.confidence < 30 ? '' : best.text, fault: null };
}

interface Reading {
  readonly text: string;
  readonly confidence: number;
}

async function languageOf({ text, confidence }: Reading, hints: readonly string[]): Promise<string> {
  const hint = hints.find((language) => language !== 'en' && language in MODELS);
  if (confidence < SURE) return hint ?? 'hi';
  return detectLanguage(text);
}

function better(a: Reading, b: Reading): Reading {
  return b.confidence >= a.confidence - 5 ? b : a;
}

async function recognise(image: Buffer, language: string): Promise<Reading> {
  const code = MODELS[language] ?? 'eng';
  const worker = await (workers.get(code) ?? open(code));
  const { data } = await worker.recognize(image);
  return { text: data.text, confidence: data.confidence };
}

/** Models are in packages: nothing is fetched, and nothing is cached. */
function open(code: string): Promise<Worker> {
  const langPath = join(dirname(resolve(`@tesseract.js-data/${code}/package.json`)), '4.0.0_best_int');
  const opened = createWorker(code, OEM.LSTM_ONLY, { langPath, cacheMethod: 'none', gzip: true });
  workers.set(code, opened);
  return opened;
}
