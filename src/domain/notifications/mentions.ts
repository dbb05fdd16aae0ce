import type { PersonRef } from '../access/actor.js';

/** A person as a note can name them. */
export interface Mentionable extends PersonRef {
  readonly email: string;
}

/**
 * Returns the ids of the people whom a text names with `@`: by name, first name, or the part of their address before
 * the `@`. The longest name at a place counts, so that `@Ann Lee` does not mean another Ann.
 */
export function mentionedIn(text: string, people: readonly Mentionable[]): readonly string[] {
  const lower = text.toLowerCase();
  const found = new Set<string>();
  for (let at = lower.indexOf('@'); at !== -1; at = lower.indexOf('@', at + 1)) {
    if (at > 0 && isPartOfName(lower[at - 1])) continue;
    const named = people.flatMap((person) => {
      const lengths = handlesOf(person).filter((handle) => isNamedAt(lower, at + 1, handle));
      return lengths.length === 0
        ? []
        : [{ id: person.id, length: Math.max(...lengths.map((each) => each.length)) }];
    });
    const longest = Math.max(...named.map(({ length }) => length));
    for (const { id, length } of named) if (length === longest) found.add(id);
  }
  return [...found];
}

function handlesOf({ name, email }: Mentionable): readonly string[] {
  const full = name.trim().toLowerCase();
  const handles = [full, full.split(/\s+/u, 1)[0] ?? '', email.slice(0, email.indexOf('@')).toLowerCase()];
  return handles.filter((handle) => handle !== '');
}

function isNamedAt(lower: string, start: number, handle: string): boolean {
  return lower.startsWith(handle, start) && !isPartOfName(lower[start + handle.length]);
}

/** A letter or digit: `@bobby` is not Bob, and `a@bob.example` is an address. */
function isPartOfName(character: string | undefined): boolean {
  return character !== undefined && /[\p{L}\p{N}]/u.test(character);
}
