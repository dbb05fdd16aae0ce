/** The result of one check of a mail server (RFC 8601 §2.2). */
export interface AuthenticationResult {
  /** `dmarc`, in lower case. */
  readonly method: string;
  /** `pass`, in lower case. */
  readonly result: string;
  /** `header.from` and its like, in lower case. */
  readonly properties: ReadonlyMap<string, string>;
}

/** Returns the name with which a server signs such a header, in lower case. */
export function serverNamed(line: string): string {
  return (/^[^\s;(]*/u.exec(line)?.[0] ?? '').toLowerCase();
}

/**
 * Parses an `Authentication-Results` header.
 * Much of it comes from the sender, so parsing is strict: null for anything outside the grammar, such as an unclosed
 * bracket or quote.
 */
export function authenticationResults(line: string): readonly AuthenticationResult[] | null {
  const [, ...parts] = partsOf(line.toLowerCase()) ?? [];
  const said = parts.filter((words) => words.length > 0 && words.join(' ') !== 'none');
  const results = said.map(resultOf);
  return results.length === 0 || results.includes(null) ? null : results.filter((result) => result !== null);
}

function resultOf(words: readonly string[]): AuthenticationResult | null {
  const [[method, result] = ['', ''], ...rest] = words.map(pairOf);
  const properties = new Map(rest);
  const isSound = method !== '' && !properties.has('') && properties.size === rest.length;
  // The version of a method may follow it.
  return isSound ? { method: method.replace(/\/.*$/u, ''), result, properties } : null;
}

function pairOf(word: string): readonly [name: string, value: string] {
  const at = word.indexOf('=');
  return at < 0 ? ['', word] : [word.slice(0, at), word.slice(at + 1)];
}

/**
 * Returns the words between the semicolons, without comments and quotes (RFC 5322 §3.2); null if these are unclosed.
 */
function partsOf(line: string): readonly (readonly string[])[] | null {
  const parts: string[][] = [[]];
  let word = '';
  const endWord = () => {
    if (word !== '') parts.at(-1)?.push(word);
    word = '';
  };
  for (let at = 0; at < line.length;) {
    const character = line.charAt(at);
    const end = endOf(line, at);
    // A quoted text is a value, and never anything else.
    if (end === null || (character === '"' && !word.includes('='))) return null;
    if (character === '"') word += line.slice(at + 1, end - 1).replaceAll(/\\(.)/gu, '$1');
    else if (character === '(' || /\s/u.test(character)) endWord();
    else if (character !== ';') word += character;
    else {
      endWord();
      parts.push([]);
    }
    at = end;
  }
  endWord();
  return parts;
}

/**
 * Returns the end of the token at `at`:
 * a comment, a quoted string or a character; null if it has no end.
 */
function endOf(line: string, at: number): number | null {
  const first = line.charAt(at);
  if (first === ')') return null;
  if (first !== '(' && first !== '"') return at + 1;
  let depth = 0;
  for (let here = at; here < line.length; here += 1) {
    const character = line.charAt(here);
    if (character === '\\') here += 1;
    else if (first === '"' && character === '"' && here > at) return here + 1;
    else if (first === '(' && character === '(') depth += 1;
    else if (first === '(' && character === ')') {
      depth -= 1;
      if (depth === 0) return here + 1;
    }
  }
  return null;
}
