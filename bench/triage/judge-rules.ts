import { readFileSync } from 'node:fs';
import { createLocalRules } from '../../src/adapters/ai/local-rules-answer.js';
import { loadVocabulary } from '../../src/adapters/ai/vocabulary-file.js';
import { INITIAL_CHOICES } from '../../src/domain/desk/initial-choices.js';
import { rounded } from '../support/statistics.js';
import { readCsv } from '../../src/cli/support/read-csv.js';

const COLUMNS = ['category', 'priority', 'skills'] as const;

/** What the rules of the vocabulary get right in a file with these columns, by language and in all. */
export interface RulesFigures {
  readonly language: string;
  readonly tickets: number;
  readonly category: number;
  readonly priority: number;
  /** Share of tickets whose first required skill is the right one. */
  readonly skills: number;
}

/** Judges the rules on a labelled file; empty if it lacks a column. */
export async function judgeRules(file: string, vocabularyFile: string): Promise<readonly RulesFigures[]> {
  const rows = readCsv(readFileSync(file, 'utf8'));
  if ([...COLUMNS, 'language'].some((column) => rows[0]?.[column] === undefined)) return [];
  const rules = createLocalRules(await loadVocabulary(vocabularyFile));
  const judged = rows.map(({ text = '', language = '', category, priority, skills }) => {
    const answer = rules({ title: '', description: text }, INITIAL_CHOICES.categories);
    return {
      language,
      category: answer.category === category,
      priority: answer.priority === priority,
      skills: answer.required_skills[0] === skills,
    };
  });
  const languages = [...new Set(judged.map(({ language }) => language))].sort();
  return [...languages, 'all'].map((language) => {
    const of = judged.filter((row) => language === 'all' || row.language === language);
    const share = (column: (typeof COLUMNS)[number]) =>
      rounded(of.filter((row) => row[column]).length / of.length, 3);
    return {
      ...{ language, tickets: of.length, category: share('category') },
      ...{ priority: share('priority'), skills: share('skills') },
    };
  });
}
