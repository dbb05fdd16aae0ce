import { z } from 'zod';
import { newArticleSchema } from '../../api/knowledge/schema.js';
import { email, id, wholeNumber } from '../../api/http/fields.js';
import type { GivenArticle } from '../../app/knowledge/transfer/article-record.js';

const { owner_id: _ownerId, ...fields } = newArticleSchema.shape;

/** As `POST /knowledge` takes an article, with its id, its owner by address, and the version that was exported. */
const schema = z.strictObject({
  ...fields,
  id,
  owner: email.nullable(),
  version: wholeNumber({ min: 1, max: 1_000_000 }),
});

/** The names in files. The answer follows the front matter of a Markdown file. */
export const FIELDS = [
  ...['id', 'language', 'translation_of', 'title', 'question', 'category', 'keywords', 'visibility'],
  ...['state', 'is_featured', 'owner', 'review_by', 'version', 'answer'],
] as const;

/** What is wrong with an article, by the name of the field; empty for the whole article. */
export interface RecordFault {
  readonly path: string;
  readonly message: string;
}

export type ParsedRecord =
  | { readonly given: GivenArticle; readonly faults: null }
  | { readonly given: null; readonly faults: readonly RecordFault[] };

/** New articles need these. */
const REQUIRED = ['title', 'question', 'answer', 'visibility'] as const;

/** Checks one article of a file. Fields that it does not name stay absent. */
export function parseRecord(values: Readonly<Record<string, unknown>>): ParsedRecord {
  const parsed = schema.safeParse(withoutDefaults(values));
  if (!parsed.success) {
    const faults = parsed.error.issues.flatMap((issue) =>
      issue.code === 'unrecognized_keys'
        ? issue.keys.map((path) => ({ path, message: 'is not the name of a field' }))
        : [{ path: String(issue.path[0] ?? ''), message: messageOf(issue, values) }],
    );
    return { given: null, faults };
  }
  const isNamed = (name: string) => values[name] !== undefined;
  const { translation_of, is_featured, review_by, id: ownId, version, owner, ...rest } = parsed.data;
  const named = Object.fromEntries(Object.entries(rest).filter(([name]) => isNamed(name)));
  const given: GivenArticle = {
    ...named,
    id: ownId,
    ...(isNamed('translation_of') ? { translationOf: translation_of } : {}),
    ...(isNamed('is_featured') ? { isFeatured: is_featured } : {}),
    ...(isNamed('review_by') ? { reviewBy: review_by } : {}),
    ...(isNamed('owner') ? { owner } : {}),
    ...(isNamed('version') ? { version } : {}),
  };
  return { given, faults: null };
}

/** The schema is that of whole articles, so absent optional fields pass it as these. */
function withoutDefaults(values: Readonly<Record<string, unknown>>) {
  return { owner: null, version: 1, ...values };
}

function messageOf({ message, path }: z.core.$ZodIssue, values: Readonly<Record<string, unknown>>): string {
  const field = String(path[0] ?? '');
  const isMissing = REQUIRED.some((name) => name === field) && values[field] === undefined;
  return isMissing ? 'is missing' : message;
}
