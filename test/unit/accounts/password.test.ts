import { describe, expect, it } from '@jest/globals';
import { commonPasswords } from '../../../src/adapters/auth/common-passwords.js';
import { DEMO_PASSWORD } from '../../../src/app/operations/seed.js';
import { faultOfPassword } from '../../../src/domain/accounts/password.js';

const ALICE = { email: 'alice.example@desk.example.org', name: 'Alice Example' };
const faultOf = (password: string, person = ALICE) =>
  faultOfPassword(password, person, (folded) => commonPasswords.has(folded));

describe('a password', () => {
  it.each([
    'password',
    '12345678',
    'Password1',
    'P@ssw0rd',
    'PASSWORD123',
    'p4ssw0rd',
    'qwertyuiop',
    'iloveyou',
    ' password ',
    'ｐａｓｓｗｏｒｄ',
    'letmein1',
  ])('is refused when many people use it: %j', (password) => {
    expect(faultOf(password)).toContain('common password');
  });

  it.each([
    '        ',
    '\t\t\t\t\t\t\t\t',
    '\u00a0\u2003        ',
    'aaaaaaaa',
    'ABABABAB',
    '12341234',
    '😀😀😀😀😀😀😀😀',
  ])('is refused when it is one piece over and over: %j', (password) => {
    expect(faultOf(password)).toContain('repeat the same few');
  });

  it.each([
    'alice.example@desk.example.org',
    'Alice.Example',
    'AliceExample1',
    'Alice Example',
    'alice2026!!',
    '!!example99',
    'holdfast1',
    'Helpdesk2026',
  ])('is refused when it says whose it is: %j', (password) => {
    expect(faultOf(password)).toContain('your name');
  });

  it.each([
    DEMO_PASSWORD,
    'correct horse battery staple',
    'alice likes her tea',
    'the password of alice',
    'пароль для почты',
    'パスワードを忘れた',
    'Tr0ub4dor&3',
    'x9$kQ2!m',
  ])('is taken otherwise: %j', (password) => {
    expect(faultOf(password)).toBeNull();
  });

  it('may have a name in it that is hardly one', () => {
    expect(faultOf('n-something-else', { email: 'n@example.org', name: 'N' })).toBeNull();
    expect(faultOf('12 7 88 4321 99', { email: '12@example.org', name: '7' })).toBeNull();
  });
});
