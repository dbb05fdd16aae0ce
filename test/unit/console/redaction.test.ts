import { expect, it } from '@jest/globals';
import { groupedKey, hasFewCodes, mustSetUp } from '../../../web/features/profile/factor/factor-state.js';
import {
  countIn,
  isLongEnough,
  offeredText,
  removedCount,
  removedPlaces,
} from '../../../web/features/ticket/redaction/redaction-state.js';

const NONE = {
  ...{ comments: 0, tickets: 0, activities: 0, mails: 0, raw_mails_rewritten: 0, raw_mails_removed: 0 },
  ...{ files_removed: 0, files_left: 0, exports_removed: 0, articles: 0 },
};

it('counts the places of a redaction without the files that were left as they are', () => {
  const places = { ...NONE, comments: 2, raw_mails_removed: 1, files_left: 3 };
  expect(removedPlaces(places)).toEqual([
    { place: 'comments', count: 2 },
    { place: 'raw_mails_removed', count: 1 },
  ]);
  expect(removedCount(places)).toBe(3);
  expect(removedPlaces(NONE)).toEqual([]);
});

it('offers what was selected only if the message has exactly this', () => {
  const message = 'The password is **hunter22**.\r\nReally: hunter22';
  expect(offeredText(message, ' hunter22\n')).toBe('hunter22');
  expect(offeredText(message, '**.\nReally')).toBe('**.\nReally');
  expect(offeredText(message, 'Hunter22')).toBe('');
  expect(offeredText(message, '')).toBe('');
  expect(offeredText('x'.repeat(2_000), 'x'.repeat(1_001))).toBe('');
});

it('counts a text as a redaction replaces it: exactly, and without overlaps', () => {
  expect(countIn('aaaa', 'aa')).toBe(2);
  expect(countIn('a.b', 'a?b')).toBe(0);
  expect(countIn('one\r\ntwo', 'one\ntwo')).toBe(1);
  expect(countIn('anything', '')).toBe(0);
});

it('takes four characters beside white space', () => {
  expect([' a b c ', 'a b c d', '\n\t    '].map(isLongEnough)).toEqual([false, true, false]);
});

it('groups the key of an authenticator app without changing it', () => {
  expect(groupedKey('ABCDEFGHIJ')).toBe('ABCD EFGH IJ');
  expect(groupedKey('ABCDEFGH')).toBe('ABCD EFGH');
});

it('demands a second factor only where it is required and missing, and warns of few codes', () => {
  const at = '2026-12-01T09:00:00.000Z';
  expect(mustSetUp({ is_required: true, added_at: null })).toBe(true);
  expect(mustSetUp({ is_required: true, added_at: at })).toBe(false);
  expect(mustSetUp({ is_required: false, added_at: null })).toBe(false);
  expect([0, 2, 3, 10].map(hasFewCodes)).toEqual([true, true, false, false]);
});
