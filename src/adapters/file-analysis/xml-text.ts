const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** Ends of paragraphs and rows; in tables, ends of cells. */
const BREAKS = /^\/(?:w:p|a:p|text:p|text:h|row|si|table:table-row)$/u;
const TABS = /^(?:w:tab\/?|\/c|\/table:table-cell|text:tab\/?)$/u;
const LINE = /^(?:w:br|a:br|text:line-break)\/?$/u;
/** Deleted text of tracked changes, instructions of fields, formulas; indexes of shared strings. */
const SKIPPED = /^(?:w:delText|w:instrText|f)$/u;

/**
 * The text of an XML part: what stands between the tags. Entities of its own are not expanded.
 * @param part the name of the part, since cells of sheets name their texts by number
 */
export function textOfXml(xml: string, part: string): string {
  const isSheet = part.startsWith('xl/worksheets/');
  const out: string[] = [];
  let skipped: string | null = null;
  let isShared = false;
  for (const [, tag = '', text = ''] of xml.matchAll(/<([^<>]{1,2000})>([^<]*)/gu)) {
    const name = tag.split(/\s/u, 1)[0] ?? '';
    if (skipped !== null) {
      if (name === `/${skipped}`) skipped = null;
      else continue;
    }
    if (SKIPPED.test(name) && !tag.endsWith('/')) {
      skipped = name;
      continue;
    }
    if (isSheet && name === 'c') isShared = / t="s"/u.test(tag);
    if (BREAKS.test(name) || LINE.test(name)) out.push('\n');
    else if (TABS.test(name)) out.push('\t');
    if (text !== '' && !(isSheet && isShared && name === 'v')) out.push(unescaped(text));
  }
  return out.join('');
}

function unescaped(text: string): string {
  return text.replaceAll(/&(#x[\da-f]{1,6}|#\d{1,7}|\w{1,8});/giu, (whole, entity: string) => {
    if (!entity.startsWith('#')) return ENTITIES[entity] ?? whole;
    const code =
      entity[1] === 'x' || entity[1] === 'X' ? Number.parseInt(entity.slice(2), 16) : Number(entity.slice(1));
    return code > 0 && code <= 0x10_ff_ff ? String.fromCodePoint(code) : '';
  });
}
