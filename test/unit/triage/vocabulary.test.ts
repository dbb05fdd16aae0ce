import { describe, expect, test } from '@jest/globals';
import { parse, stringify } from 'yaml';

import { loadVocabulary, parseVocabulary } from '../../../src/adapters/ai/vocabulary-file.js';
import { DomainError } from '../../../src/domain/errors.js';
import { canonicalSkills } from '../../../src/domain/tickets/assignment/skills.js';
import { initialKeys } from '../../../src/domain/desk/initial-choices.js';
import { skillNames, skillSynonyms, teamNames } from '../../../src/domain/triage/vocabulary.js';

const FILE = 'config/vocabulary.yaml';
const vocabulary = await loadVocabulary(FILE);

/** The faults of the real file after `change` has spoilt it. */
function faultsAfter(change: (raw: any) => void): string {
  const raw = parse(stringify(vocabulary));
  change(raw);
  try {
    parseVocabulary(stringify(raw), 'spoilt.yaml');
  } catch (error) {
    expect(error).toBeInstanceOf(DomainError);
    expect((error as DomainError).code).toBe('invalid_input');
    return (error as DomainError).message;
  }
  return 'no fault';
}

describe('the vocabulary that Holdfast brings', () => {
  test('knows the skills of the demo moderators, and their teams', () => {
    const demo = [
      'network',
      'vpn',
      'wifi',
      'hardware',
      'printer',
      'software',
      'email',
      'access',
      'account',
      'office',
    ];
    expect(skillNames(vocabulary)).toEqual(
      expect.arrayContaining([...demo, 'general', 'database', 'backup', 'security']),
    );
    expect(teamNames(vocabulary)).toEqual(['infrastructure', 'workplace']);
  });

  test('has a hint for every category, and a skill for every one', () => {
    const categories = initialKeys('categories');
    expect(Object.keys(vocabulary.categories).sort()).toEqual([...categories].sort());
    expect(new Set(vocabulary.skills.map(({ category }) => category))).toEqual(new Set(categories));
  });

  test('turns names that people use into skills', () => {
    const called = [
      ' Wi-Fi',
      'WLAN',
      'Outlook',
      'Excel',
      'Drucker',
      'Passwort',
      'C++',
      'Windows [admin',
      '.',
    ];
    expect(canonicalSkills(called, skillSynonyms(vocabulary))).toEqual([
      'wifi',
      'email',
      'office',
      'printer',
      'account',
      'c++',
      'windows [admin',
      '.',
    ]);
  });
});

describe('a faulty file', () => {
  test('is named if it is missing', async () => {
    await expect(loadVocabulary('config/nowhere.yaml')).rejects.toThrow(
      /config\/nowhere\.yaml.*cannot be read \(ENOENT\)/su,
    );
  });

  test.each([
    ['an empty file', '', 'expected object'],
    ['a list', '- a', 'expected object'],
    ['broken YAML', 'skills:\n  - name: [a\nb: }', 'line '],
    ['doubled keys', 'skills: []\nskills: []', 'line 2'],
    [
      'aliases without end',
      `a: &a [x,x,x,x,x,x,x,x,x]\n${'bcdefghi'
        .split('')
        .map((k, i) => `${k}: &${k} [${Array(9).fill(`*${'abcdefgh'[i]}`).join(',')}]`)
        .join('\n')}`,
      'aliases',
    ],
  ])('is refused: %s', (_, text, named) => {
    expect(() => parseVocabulary(text, 'bad.yaml')).toThrow(named);
    expect(() => parseVocabulary(text, 'bad.yaml')).toThrow('bad.yaml');
  });

  test('is refused with all its faults', () => {
    const message = faultsAfter((raw) => {
      raw.skills[0].category = 'The garden';
      raw.skills[1].keyword = ['x'];
      raw.urgency.urgent.push('!!!', 'ab*');
      raw.negations.push('not at all');
      raw.categories['E-Mail'] = raw.categories.email;
    });
    expect(message).toContain('spoilt.yaml has 6 fault(s)');
    for (const named of [
      'skills.0.category',
      '"keyword"',
      'needs a letter',
      'before the star',
      'single word',
      'categories.E-Mail',
    ]) {
      expect(message).toContain(named);
    }
  });

  test('may not give one name to two skills, nor lack the general one', () => {
    expect(faultsAfter((raw) => raw.skills.at(-1).synonyms.push('WLAN'))).toContain(
      '"WLAN" is already a name of',
    );
    expect(faultsAfter((raw) => raw.skills.push({ name: 'VPN', category: 'other' }))).toContain(
      '"VPN" is already a name of "vpn"',
    );
    expect(faultsAfter((raw) => raw.skills.pop())).toContain('must have "general"');
  });
});
