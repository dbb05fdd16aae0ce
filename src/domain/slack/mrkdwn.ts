/** Slack shows 13,200 characters of a message in all (bolt-js#2509), although a section may have 3,000 and a message 50. */
export const MAX_MESSAGE = 13_200;
const MAX_SECTION = 3_000;

/** Text as Slack shows it literally: three characters are control characters of mrkdwn. */
export function escapeSlack(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function unescapeSlack(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

/**
 * Returns the text of a message as a person reads it. Links keep their address.
 * @param nameOf the name of a person by their id of Slack; undefined for an unknown one
 * @param omitted the id of the app, whose mention at the beginning is no text
 */
export function plainOf(
  text: string,
  nameOf: (userId: string) => string | undefined,
  omitted: string | null = null,
): string {
  const shown = text.replaceAll(/<([^<>]{1,4000})>/gu, (_, inside: string) => {
    const [target = '', ...rest] = inside.split('|');
    const label = rest.join('|');
    if (target.startsWith('@')) {
      const id = target.slice(1);
      return id === omitted ? '' : `@${nameOf(id) ?? (label || id)}`;
    }
    if (target.startsWith('#')) return `#${label || target.slice(1)}`;
    if (target.startsWith('!'))
      return `@${label.replace(/^@/u, '') || (target.slice(1).split('^')[0] ?? '')}`;
    const address = target.replace(/^mailto:/u, '');
    return label === '' || label === address ? address : `${label} (${address})`;
  });
  return unescapeSlack(shown).trim();
}

/** Mentions of people in a text, each once. */
export function mentionsIn(text: string): readonly string[] {
  return [...new Set([...text.matchAll(/<@([A-Z0-9]{2,32})[|>]/gu)].map(([, id = '']) => id))];
}

/** Cuts a text after a number of characters, and ends it with `ending` if it was cut. Breaks no pair of surrogates. */
export function cutText(text: string, max: number, ending = '…'): string {
  if (text.length <= max) return text;
  const kept = text.slice(0, Math.max(0, max - ending.length));
  return kept.replace(/[\uD800-\uDBFF]$/u, '') + ending;
}

/**
 * Returns an escaped text in parts that each fit a section, {@link MAX_MESSAGE} characters in all with `ending`.
 * An entity such as `&amp;` stays whole.
 */
export function sectionsOf(text: string, ending: string, room = MAX_MESSAGE): readonly string[] {
  const escaped = escapeSlack(text);
  const whole =
    escaped.length <= room ? escaped : `${wholeBefore(escaped, room - ending.length - 2)}\n${ending}`;
  const parts: string[] = [];
  for (let rest = whole; rest !== '';) {
    const part = rest.length <= MAX_SECTION ? rest : wholeBefore(rest, MAX_SECTION);
    parts.push(part);
    rest = rest.slice(part.length);
  }
  return parts;
}

/** The longest beginning that ends in no entity and no pair of surrogates. */
function wholeBefore(escaped: string, max: number): string {
  return escaped.slice(0, max).replace(/(?:&[a-z]{0,4}|[\uD800-\uDBFF])$/u, '');
}
