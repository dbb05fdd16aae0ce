import { readFile } from 'node:fs/promises';

import { LineCounter, parseDocument } from 'yaml';

import { DomainError, type FieldFault } from '../../domain/errors.js';
import { GENERAL_SKILL } from '../../domain/tickets/triage.js';
import { normaliseSkill } from '../../domain/tickets/assignment/skills.js';
import type { SkillEntry, Vocabulary } from '../../domain/triage/vocabulary.js';
import { vocabularySchema } from './vocabulary-schema.js';

/**
 * Reads and validates a vocabulary file.
 * @throws DomainError `invalid_input` whose message names the file and every fault, one per line.
 */
export async function loadVocabulary(file: string): Promise<Vocabulary> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    const why =
      typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : 'unreadable';
    throw faulty(file, [{ path: '', message: `cannot be read (${why}). Check VOCABULARY_FILE` }]);
  }
  return parseVocabulary(text, file);
}

/** The last text and its meaning: API and worker of one process read the same file, and parsing takes 0.1 s. */
let last: { readonly text: string; readonly vocabulary: Vocabulary } | null = null;

/** As {@link loadVocabulary}, for a given text. `file` is used in the message. */
export function parseVocabulary(text: string, file: string): Vocabulary {
  if (last?.text === text) return last.vocabulary;
  const vocabulary = parse(text, file);
  last = { text, vocabulary };
  return vocabulary;
}

function parse(text: string, file: string): Vocabulary {
  const parsed = vocabularySchema.safeParse(readYaml(text, file));
  if (!parsed.success) {
    throw faulty(
      file,
      parsed.error.issues.map((issue) => ({ path: issue.path.join('.'), message: issue.message })),
    );
  }
  const faults = nameFaults(parsed.data.skills);
  if (faults.length > 0) throw faulty(file, faults);
  return parsed.data;
}

function readYaml(text: string, file: string): unknown {
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { lineCounter, prettyErrors: false });
  if (document.errors.length > 0) {
    throw faulty(
      file,
      document.errors.map((error) => ({
        path: `line ${lineCounter.linePos(error.pos[0]).line}`,
        message: error.message,
      })),
    );
  }
  try {
    return document.toJS();
  } catch {
    // Aliases that multiply beyond measure.
    throw faulty(file, [{ path: '', message: 'has too many aliases' }]);
  }
}

/** Every name and synonym must name one skill, or routing would depend on the order of the file. */
function nameFaults(skills: readonly SkillEntry[]): FieldFault[] {
  const owners = new Map<string, string>();
  const faults: FieldFault[] = [];
  for (const [index, { name, synonyms }] of skills.entries()) {
    for (const called of [name, ...synonyms]) {
      const owner = owners.get(normaliseSkill(called));
      if (owner === undefined) owners.set(normaliseSkill(called), name);
      else faults.push({ path: `skills.${index}`, message: `"${called}" is already a name of "${owner}"` });
    }
  }
  if (!skills.some(({ name }) => name === GENERAL_SKILL)) {
    faults.push({
      path: 'skills',
      message: `must have "${GENERAL_SKILL}", the default skill`,
    });
  }
  return faults;
}

function faulty(file: string, faults: readonly FieldFault[]): DomainError {
  const lines = faults.map(({ path, message }) => `\n  ${path === '' ? '' : `${path}: `}${message}`);
  return new DomainError(
    'invalid_input',
    `The vocabulary ${file} has ${faults.length} fault(s):${lines.join('')}`,
    {
      faults,
    },
  );
}
