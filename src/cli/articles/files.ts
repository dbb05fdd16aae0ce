import { createWriteStream } from 'node:fs';
import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import { dirname, join, relative, sep } from 'node:path';
import { once } from 'node:events';
import { MAX_TRANSFERRED, type ArticleRecord } from '../../app/knowledge/transfer/article-record.js';
import { CommandError } from '../support/run-command.js';
import { csvHeader, csvLine, readArticleCsv } from './csv-file.js';
import { formatArticle, readArticleFile, type FoundArticle, type FoundFault } from './markdown-file.js';

/** Bytes of a Markdown file. The longest article has about half of it. */
const MAX_FILE_BYTES = 1_000_000;
/** Bytes of all files of an import, or of a CSV file, because all are in memory. */
const MAX_TOTAL_BYTES = 256_000_000;

export interface Located {
  /** Relative to the folder; the name of the CSV file. */
  readonly file: string;
  readonly found: FoundArticle | FoundFault;
}

export const isCsv = (path: string): boolean => path.toLowerCase().endsWith('.csv');

/** Reads all `*.md` files below a folder, or a CSV file. Links are not followed. @throws CommandError beyond the limits */
export async function readArticles(path: string): Promise<readonly Located[]> {
  const info = await stat(path).catch(() => null);
  if (info === null) throw new CommandError(`There is no folder or file ${path}.`);
  if (info.isDirectory()) return readFolder(path);
  if (!isCsv(path)) throw new CommandError(`${path} is neither a folder nor a .csv file.`);
  requireSize(info.size);
  const found = readArticleCsv(await readFile(path, 'utf8'));
  requireCount(found.length);
  return found.map((each) => ({ file: path, found: each }));
}

async function readFolder(path: string): Promise<readonly Located[]> {
  const entries = await readdir(path, { withFileTypes: true, recursive: true });
  const files = entries
    .filter((entry) => entry.isFile() && entry.name.endsWith('.md'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  requireCount(files.length);
  const read: Located[] = [];
  let total = 0;
  for (const file of files) {
    const name = relative(path, file).split(sep).join('/');
    const { size } = await stat(file);
    total += size;
    requireSize(total);
    const tooLarge = { line: 1, message: `has more than ${MAX_FILE_BYTES} bytes` };
    const found = size > MAX_FILE_BYTES ? tooLarge : readArticleFile(await readFile(file, 'utf8'));
    read.push({ file: name, found: 'values' in found ? withId(found, name) : found });
  }
  return read;
}

/** A new file needs no id: its path within the folder makes one, so that a repeat finds the same article. */
function withId(found: FoundArticle, name: string): FoundArticle {
  const hash = createHash('sha256').update(name).digest('hex').slice(0, 24);
  return { ...found, values: { id: `file-${hash}`, ...found.values } };
}

function requireCount(count: number): void {
  if (count <= MAX_TRANSFERRED) return;
  throw new CommandError(`There are ${count} articles. At most ${MAX_TRANSFERRED} are imported at once.`);
}

function requireSize(bytes: number): void {
  if (bytes <= MAX_TOTAL_BYTES) return;
  throw new CommandError(`The files have more than ${MAX_TOTAL_BYTES} bytes. Import them in parts.`);
}

/** Writes each article into a file of a new or empty folder, in a folder for its language. */
export async function openFolder(path: string): Promise<(record: ArticleRecord) => Promise<void>> {
  await mkdir(path, { recursive: true });
  if ((await readdir(path)).length > 0)
    throw new CommandError(`${path} is not empty. A file of an article that is gone would bring it back.`);
  return async (record) => {
    const folder = join(path, record.language);
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, `${fileName(record)}.md`), formatArticle(record), { flag: 'wx' });
  };
}

/** Ids are mostly safe names. Others may be anything, also on file systems without capital letters. */
function fileName({ id, title }: ArticleRecord): string {
  const slug = title
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/gu, '-')
    .replaceAll(/^-+|-+$/gu, '')
    .slice(0, 60);
  const own = /^[a-z0-9-]{1,64}$/u.test(id) ? id : createHash('sha256').update(id).digest('hex').slice(0, 24);
  return slug === '' ? own : `${slug}--${own}`;
}

/** Writes a CSV file, line by line. `end` resolves once all of it is written. @throws CommandError for one that exists */
export async function openCsv(path: string) {
  await mkdir(dirname(path), { recursive: true });
  const stream = createWriteStream(path, { flags: 'wx' });
  await once(stream, 'open').catch(() => {
    throw new CommandError(`${path} cannot be written. Does it exist already?`);
  });
  const put = async (text: string) => {
    if (!stream.write(text)) await once(stream, 'drain');
  };
  await put(csvHeader());
  return {
    put: (record: ArticleRecord) => put(csvLine(record)),
    end: async () => {
      stream.end();
      await once(stream, 'close');
    },
  };
}
