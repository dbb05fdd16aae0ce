import type ICAL from 'ical.js';

/** The words for observances (marked days that are not off) in holiday files, in some languages. */
const WORDS =
  '(?:Observances?|Not a public holiday|Gedenktag|Kein gesetzlicher Feiertag|Journée de commémoration|Observancia|Conmemoración|' +
  'Data comemorativa|Observância|Ricorrenza|Osservanza|Herdenkingsdag|Gedenkdag|Święto nieustawowe|Памятная дата|Памятный день|' +
  'Пам’ятна дата|Hari peringatan|記念日|기념일|纪念日|紀念日)';
const FIRST_LINE = new RegExp(`^\\s*${WORDS}\\s*(?:$|[\\n.,;:(])`, 'iu');
const CATEGORY = new RegExp(`^\\s*${WORDS}\\s*$`, 'iu');
const BEHIND_NAME = new RegExp(`[([]\\s*${WORDS}\\s*[)\\]]\\s*$`, 'iu');
/**
 * In an observance, Google adds a line on how to hide it, in the language of the feed.
 * Public holidays have no further text.
 */
const HINT_OF_GOOGLE = /^[^\n]{1,60}\n[^\n]{0,300}Google/u;

/**
 * Returns true for a day that its publisher calls an observance: in description, category, or brackets after the
 * name.
 */
export function isObservance(component: ICAL.Component): boolean {
  const text = (name: string) => String(component.getFirstPropertyValue(name) ?? '');
  const categories = component
    .getAllProperties('categories')
    .flatMap((property): unknown[] => property.getValues());
  return (
    [FIRST_LINE, HINT_OF_GOOGLE].some((pattern) => pattern.test(text('description'))) ||
    BEHIND_NAME.test(text('summary')) ||
    categories.some((category) => CATEGORY.test(String(category)))
  );
}
