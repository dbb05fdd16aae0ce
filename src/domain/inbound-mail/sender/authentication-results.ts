/** What a mail server says of one of its checks (RFC 8601 §2.2). */
export interface AuthenticationResult {
  /** `dmarc`, in lower case. */
  readonly method: string;
  /** `pass`, in lower case. */
  readonly result: string;
  /** `header.from` and its like, in lower case. */
  readonly properties: ReadonlyMap<string, string>;
}

/** The name by which a server signs such a header, in lower case. */
export function serverNamed(line: string): string {
  return (/^[^\s;(]*/u.exec(line)?.[0] ?? '').toLowerCase();
}

/**
 * The results that an `Authentication-Results` lists. Much of it is what the sender said, so it is read by the letter:
 * null for anything that does not follow the grammar, such as a bracket or a quote that is not closed.
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

/** The words between the semicolons, without comments and quotes (RFC 5322 §3.2); null where these are not closed. */
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
    // What is quoted is somebody's value: nothing else is ever made of it.
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

/** Where that ends which begins at `at`: a comment, a quoted string, or a character; null for what does not end. */
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
