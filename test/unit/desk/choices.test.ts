import { describe, expect, it } from '@jest/globals';
import {
  activeChoices,
  CHOICE_KEY,
  CHOICE_LISTS,
  choiceFault,
  defaultsIn,
  inOrder,
  labelOfKey,
  MAX_CHOICE_DESCRIPTION,
  MAX_CHOICE_LABEL,
  requireRetirable,
  type ChoiceListName,
} from '../../../src/domain/desk/choices.js';
import { INITIAL_CHOICES, INITIAL_HOLD_REASONS } from '../../../src/domain/desk/initial-choices.js';
import { LANGUAGES } from '../../../src/domain/languages.js';
import { aChoice } from '../../support/tickets/choices.js';

const LISTS = Object.keys(CHOICE_LISTS) as ChoiceListName[];
const BEGINNINGS = { ...INITIAL_CHOICES, holdReasons: INITIAL_HOLD_REASONS };

describe('a list of choices', () => {
  const late = aChoice({ name: 'late', position: 20 });
  const early = aChoice({ name: 'early', position: 10 });
  const same = aChoice({ name: 'alike', position: 20 });
  const retired = aChoice({ name: 'gone', position: 0, isActive: false });
  const all = [late, early, same, retired];

  it('is in the order of positions, then of keys', () => {
    expect(inOrder(all).map(({ name }) => name)).toEqual(['gone', 'early', 'alike', 'late']);
    expect(activeChoices(all).map(({ name }) => name)).toEqual(['early', 'alike', 'late']);
  });

  it('refuses retired and unknown entries with the list of active ones, and finds retired ones', () => {
    expect(choiceFault('categories', all, 'early')).toBeNull();
    expect(choiceFault('categories', all, 'gone')).toBe(
      'is a retired category; choose one of: early, alike, late',
    );
    expect(choiceFault('ticketTypes', all, 'war')).toBe(
      'is not a ticket type; choose one of: early, alike, late',
    );
    expect(choiceFault('categories', all, 'gone', true)).toBeNull();
    expect(choiceFault('resolutionCodes', all, 'war', true)).toBe(
      'is not a resolution code; choose one of: gone, early, alike, late',
    );
  });

  it('has labels by language, English where one is missing, and the key where there is no choice', () => {
    const labelled = [aChoice({ name: 'net', labels: { en: 'Network', de: 'Netzwerk' } })];
    const labels = (['de', 'fr'] as const).map((language) => labelOfKey(labelled, 'net', language));
    expect([...labels, labelOfKey(labelled, 'war', 'de')]).toEqual(['Netzwerk', 'Network', 'war']);
  });

  it('gives the defaults of a category, and none for what it does not have', () => {
    const billing = aChoice({ name: 'billing', team: 'finance', priority: 'high' });
    expect(defaultsIn([billing], 'billing')).toMatchObject({ team: 'finance', priority: 'high' });
    expect(defaultsIn([billing], 'war')).toEqual({ team: null, priority: null });
  });

  it('keeps what Holdfast itself gives', () => {
    for (const list of LISTS) {
      for (const key of CHOICE_LISTS[list].systemKeys) {
        expect(() => requireRetirable(list, key)).toThrow('Holdfast itself uses');
      }
      expect(() => requireRetirable(list, 'billing')).not.toThrow();
    }
  });
});

describe('what every list begins with', () => {
  it.each(LISTS)('%s: a key, a description, labels in all languages, each once', (list) => {
    const choices = BEGINNINGS[list];
    for (const { name, labels, description } of choices) {
      expect(name).toMatch(new RegExp(CHOICE_KEY, 'u'));
      expect(Object.keys(labels).sort()).toEqual([...LANGUAGES].sort());
      for (const label of Object.values(labels)) expect(label.length).toBeLessThanOrEqual(MAX_CHOICE_LABEL);
      expect(description?.length ?? 0).toBeLessThanOrEqual(MAX_CHOICE_DESCRIPTION);
    }
    const names = choices.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(names).toEqual(expect.arrayContaining([...CHOICE_LISTS[list].systemKeys]));
    expect(inOrder(choices).at(-1)?.name).toBe(list === 'holdReasons' ? 'until_date' : 'other');
  });
});
