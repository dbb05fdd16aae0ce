import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';

import { withNameParts } from '../../../src/domain/triage/masking-rules.js';
import { createMasking, maskSensitive, withoutMarks } from '../../../src/domain/triage/masking.js';

describe('hides', () => {
  test.each([
    ['Write to alice.smith+vpn@mail.example.co.uk, please', 'Write to [address], please'],
    ['jürgen@müller.de', '[address]'],
    ['Call +49 (170) 123-4567 now', 'Call [phone] now'],
    ['Tel. 030/1234567.', 'Tel. [phone].'],
    ['ring 555-123-4567', 'ring [phone]'],
    ['0612345678', '[phone]'],
    ['01.23.45.67.89 or 555.123.4567', '[phone] or [phone]'],
    ['Authorization: Basic dXNlcjpwYXNz', 'Authorization: Basic [secret]'],
    ['card 4111 1111 1111 1111 expires 12/29', 'card [account number] expires 12/29'],
    ['4111111111111111', '[account number]'],
    ['IBAN DE89 3704 0044 0532 0130 00', 'IBAN [account number]'],
    ['password: hunter2', 'password: [secret]'],
    ['My Password = "correct horse battery"', 'My Password = [secret]'],
    ['Passwort: geheim', 'Passwort: [secret]'],
    ['contraseña: perro', 'contraseña: [secret]'],
    ['mot de passe : chien', 'mot de passe : [secret]'],
    ['the password is Summer2026', 'the password is [secret]'],
    ['Mein Passwort lautet Sommer#1', 'Mein Passwort lautet [secret]'],
    ['api_key=abc123', 'api_key=[secret]'],
    ['{"password": "abc"}', '{"password": [secret]}'],
    ['PIN: 1234', 'PIN: [secret]'],
    ['Authorization: Bearer abcdef.123456-xyz', 'Authorization: Bearer [secret]'],
    ['key AIzaSyA1234567890abcdefghij', 'key [secret]'],
    ['sk-proj-abcdefghijklmnop', '[secret]'],
    ['ghp_abcdefghijklmnop1234', '[secret]'],
    ['AKIAIOSFODNN7EXAMPLE', '[secret]'],
    ['eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abc', '[secret]'],
    ['ftp://bob:s3cret@files.example.com/x', 'ftp://[secret]/x'],
    ['-----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY----- thanks', '[secret] thanks'],
    ['-----BEGIN PRIVATE KEY-----\ncut off', '[secret]'],
    ['Hello, my name is Jürgen Müller-Lüdenscheidt and', 'Hello, my name is [person] and'],
    ['Mit freundlichen Grüßen\nErika Mustermann', 'Mit freundlichen Grüßen\n[person]'],
    ['me llamo Ana', 'me llamo [person]'],
  ])('%j', (text, expected) => {
    expect(maskSensitive(text)).toBe(expected);
  });
});

describe('leaves alone', () => {
  test.each([
    'I forgot my password and cannot log in',
    'the password is expired',
    'The printer 192.168.10.25 and the gateway 10.0.0.1/24 do not answer',
    'since 2026-02-14 at 10:30, and on 14.02.2026',
    'error 0x80070005, code 80070005',
    'TKT-2026-000042',
    'Windows 11 24H2 build 26100.2894',
    'token ring and basic training',
    'my name is not in the list',
    'Floor 3, room 12-34',
  ])('%j', (text) => {
    expect(maskSensitive(text)).toBe(text);
  });
});

test('secrets do not get through, in any order and company', () => {
  const secrets = [
    'a.b@example.com',
    'hunter2x',
    '+49 170 1234567',
    '4111111111111111',
    'abcdefgh.1',
    'DE89370400440532013000',
  ];
  const said = [
    'a.b@example.com',
    'password: hunter2x',
    '+49 170 1234567',
    '4111111111111111',
    'Bearer abcdefgh.1',
    'DE89370400440532013000',
  ];
  const word = fc.stringMatching(/^[a-z]{1,8}[.,]?$/);
  const text = fc.array(fc.oneof(fc.constantFrom(...said), word), { maxLength: 30 });
  fc.assert(
    fc.property(text, fc.constantFrom(' ', '\n', ' \t'), (parts, gap) => {
      const masked = maskSensitive(parts.join(gap));
      for (const secret of secrets) expect(masked).not.toContain(secret);
    }),
  );
});

test('an address never gets through, with any text around it', () => {
  fc.assert(
    fc.property(fc.emailAddress(), fc.string(), fc.string(), (address, before, after) => {
      expect(maskSensitive(`${before} ${address} ${after}`)).not.toContain(address);
    }),
  );
});

test.each([
  '-----BEGIN PRIVATE KEY-----',
  'a',
  'a@',
  'a.',
  '1 ',
  '1-',
  '(1',
  'eyJ',
  'eyJaaaaa.',
  'password ',
  'password is a',
  'pass:',
  '"',
  '://a:',
  'AB12 ',
  'bearer ',
  ' ',
])(
  'a long run of %j is read in linear time',
  (piece) => {
    expect(maskSensitive(piece.repeat(200_000 / piece.length)).length).toBeGreaterThan(0);
  },
  10_000,
);

test('marks are not words of the writer', () => {
  expect(withoutMarks(maskSensitive('mail a@b.de, password: x')).trim()).toBe('mail  , password:');
});

test('names of known people are hidden in full and in parts, and inside no other word', () => {
  const names = ['Alice van der Berg', 'Al (IT)', 'अनीता शर्मा'];
  const parts = withNameParts(names);
  expect(maskSensitive('alice, BERG and Al. Bergamot?', parts)).toBe('[person], [person] and Al. Bergamot?');
  expect(maskSensitive('Alice, ALICE VAN DER BERG', names)).toBe('Alice, [person]');
  expect(maskSensitive('मैं अनीता शर्मा हूँ', names)).toBe('मैं [person] हूँ');
});

test('names of any characters are hidden', () => {
  expect(maskSensitive('Jean-Luc O’Neill (IT) asks', ['Jean-Luc O’Neill (IT)'])).toBe('[person] asks');
  fc.assert(
    fc.property(fc.array(fc.string({ minLength: 3 })), (names) => {
      expect(() => maskSensitive('Hello', names)).not.toThrow();
    }),
  );
});

describe('a masking', () => {
  const said = [
    ...['a.b@example.com', 'password: hunter2x', '+49 170 1234567', '4111111111111111', 'Bearer abcdefgh.1'],
    ...[
      'DE89370400440532013000',
      'https://bob:s3cret@files.example.com',
      'Alice Smith',
      'my name is Erika Muster',
    ],
    ...[
      '[secret-1]',
      '[address-2]',
      '[secret]',
      '[',
      '-1]',
      'token: Bearer a@b.de',
      '"',
      'AKIAIOSFODNN7EXAMPLE',
    ],
  ];
  const words = fc.array(fc.oneof(fc.constantFrom(...said), fc.string({ unit: 'grapheme' })), {
    maxLength: 20,
  });
  const texts = fc.array(fc.tuple(words, fc.constantFrom(' ', '\n')), { minLength: 1, maxLength: 3 });

  test('gives back exactly what it has hidden, over several texts', () => {
    fc.assert(
      fc.property(texts, (parts) => {
        const { mask, restore } = createMasking(['Alice Smith']);
        const given = parts.map(([pieces, gap]) => pieces.join(gap));
        const masked = given.map(mask);
        expect(masked.map(restore)).toEqual(given);
        for (const text of masked) expect(text).not.toMatch(/hunter2x|s3cret|4111111111111111|IOSFODNN7/u);
      }),
    );
  });

  test('gives equal data one mark, and knows only its own', () => {
    const masking = createMasking();
    const text = 'From a@b.de to c@d.de and a@b.de';
    expect(masking.mask(text)).toBe('From [address-1] to [address-2] and [address-1]');
    expect(masking.restore('Write to [address-2] or [address-7]')).toBe('Write to c@d.de or [address-7]');
    expect(withoutMarks(masking.mask(text))).toBe('From   to   and  ');
    expect(createMasking().restore('[address-1]')).toBe('[address-1]');
  });
});
