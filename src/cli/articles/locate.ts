import type { GivenArticle } from '../../app/knowledge/transfer/article-record.js';
import type { ParsedRecord } from './article-schema.js';
import type { Located } from './files.js';

/** Something that is wrong, and where. */
export interface Fault {
  readonly file: string;
  readonly line: number;
  readonly message: string;
}

interface LocatedArticle {
  readonly given: GivenArticle;
  /** The place of a fault that is found later. */
  readonly faultOf: (field: string, message: string) => Fault;
}

/** The names of the API for what files name otherwise. */
const FILE_NAMES: Readonly<Record<string, string>> = { owner_id: 'owner' };

/** Checks what was read, and returns every fault with its place. */
export function locate(
  read: readonly Located[],
  parse: (values: Readonly<Record<string, unknown>>) => ParsedRecord,
): { readonly located: readonly LocatedArticle[]; readonly faults: readonly Fault[] } {
  const located: LocatedArticle[] = [];
  const faults: Fault[] = [];
  const firstOf = new Map<string, string>();
  for (const { file, found } of read) {
    if (!('values' in found)) {
      faults.push({ file, line: found.line, message: found.message });
      continue;
    }
    const faultOf = (path: string, message: string): Fault => {
      const field = FILE_NAMES[path] ?? path;
      return { file, line: found.lineOf(field), message: field === '' ? message : `${field} ${message}` };
    };
    const { given, faults: own } = parse(found.values);
    if (own !== null) {
      faults.push(...own.map(({ path, message }) => faultOf(path, message)));
      continue;
    }
    const first = firstOf.get(given.id);
    if (first === undefined) {
      firstOf.set(given.id, file);
      located.push({ given, faultOf });
    } else faults.push(faultOf('id', `is also the id of the article in ${first}`));
  }
  return { located, faults };
}
