import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { DerivedSecrets } from '../../../src/adapters/auth/derived-secrets.js';
import { randomSecrets } from '../../../src/adapters/auth/random-secrets.js';
import { followUpsOf } from '../../../src/domain/accounts/account-events.js';
import { keyExpiry } from '../../../src/domain/accounts/api-key.js';
import { actionOfEdit, editPerson, erasePerson } from '../../../src/domain/accounts/people.js';
import { checkRegistration, proveAddress } from '../../../src/domain/accounts/registration.js';
import { aModerator, T0 } from '../../support/tickets/builders.js';

const secrets = new DerivedSecrets('a-secret-of-at-least-thirty-two-characters');

describe('mailed secrets', () => {
  it('are six digits, the same for the same id, others for another id or key', () => {
    const other = new DerivedSecrets('another-secret-of-at-least-thirty-two-chars');
    fc.assert(
      fc.property(fc.uuid(), (id) => {
        expect(secrets.code(id)).toMatch(/^\d{6}$/u);
        expect(secrets.isCode(id, secrets.code(id))).toBe(true);
        expect(secrets.idOf(secrets.token(id))).toBe(id);
        expect(other.idOf(secrets.token(id))).toBeNull();
      }),
    );
    const codes = Array.from({ length: 500 }, (_, index) => secrets.code(`id-${index}`));
    expect(new Set(codes).size).toBeGreaterThan(490);
    const others = Array.from({ length: 500 }, (_, index) => other.code(`id-${index}`));
    expect(codes.filter((code, index) => code === others[index]).length).toBeLessThan(3);
  });

  it('are refused with any character changed, added or left out', () => {
    const token = secrets.token('id-1');
    for (const forged of [
      `${token}x`,
      token.slice(0, -1),
      token.replace('id-1', 'id-2'),
      '',
      '.',
      'id-1',
      'id-1.',
    ]) {
      expect([forged, secrets.idOf(forged)]).toEqual([forged, null]);
    }
    expect(secrets.isCode('id-1', '')).toBe(false);
    expect(secrets.isCode('id-1', `${secrets.code('id-1')} `)).toBe(false);
  });
});

describe('random secrets', () => {
  it('are long, different, and known again by their hash', () => {
    const [a, b] = [randomSecrets.create('hfk'), randomSecrets.create('hfk')];
    expect(a.secret).toMatch(/^hfk_[\w-]{43}$/u);
    expect(a.secret).not.toBe(b.secret);
    expect(randomSecrets.hash(a.secret)).toBe(a.hash);
    expect(a.hash).not.toContain(a.secret.slice(4, 12));
  });
});

describe('the edit of a person', () => {
  it('gives a new moderator a capacity, but not over one that is named', () => {
    const user = aModerator('u', { role: 'user', capacity: 0 });
    expect(editPerson(user, { role: 'moderator' }).capacity).toBe(20);
    expect(editPerson(user, { role: 'moderator', capacity: 0 }).capacity).toBe(0);
    expect(editPerson(user, { role: 'manager' }).capacity).toBe(0);
  });

  it('keeps omitted fields, removes repeated skills, and makes a new address unproven', () => {
    const user = aModerator('u', { skills: ['vpn'], emailVerifiedAt: T0 });
    expect(editPerson(user, { name: 'U', skills: undefined })).toEqual({ ...user, name: 'U', version: 2 });
    expect(editPerson(user, { skills: ['a', 'b', 'a'] }).skills).toEqual(['a', 'b']);
    expect(editPerson(user, { email: 'new@example.org' }).emailVerifiedAt).toBeNull();
  });

  it('is one’s own business for name and absence only', () => {
    const requester = { ...aModerator('r'), role: 'user' } as const;
    const own = { name: 'x', absence: null, role: undefined };
    expect(actionOfEdit(requester, own, true)).toBe('profile.edit');
    expect(actionOfEdit(requester, own, false)).toBe('person.administer');
    // Its people may read the tickets of an organisation, so nobody puts themselves into one.
    const moves = { organisationId: 'o', ticketVisibility: 'organisation' } as const;
    expect(actionOfEdit(requester, moves, true)).toBe('organisation.administer');
    expect(actionOfEdit(aModerator('m'), moves, false)).toBe('person.administer');
    for (const edit of [
      { role: 'admin' },
      { capacity: 1 },
      { skills: [] },
      { isActive: true },
      { email: 'x' },
      { team: null },
    ] as const) {
      expect([edit, actionOfEdit(requester, { name: 'x', ...edit }, true)]).toEqual([
        edit,
        'person.administer',
      ]);
    }
  });
});

describe('what a change of a person entails', () => {
  const moderator = aModerator('m');
  it.each([
    [
      'a deactivated moderator hands tickets back',
      moderator,
      { ...moderator, isActive: false },
      ['release_tickets'],
    ],
    [
      'one with another role as well',
      moderator,
      { ...moderator, role: 'manager' as const },
      ['release_tickets'],
    ],
    ['one who is renamed does not', moderator, { ...moderator, name: 'x' }, []],
    [
      'nor does a user who goes',
      { ...moderator, role: 'user' as const },
      { ...moderator, role: 'user' as const, isActive: false },
      [],
    ],
    [
      'an erased one leaves no traces either',
      moderator,
      erasePerson(moderator, T0),
      ['release_tickets', 'erase_traces'],
    ],
  ])('%s', (_, before, after, expected) => {
    expect(followUpsOf(before, after)).toEqual(expected);
  });

  it('erasing leaves nothing of the person', () => {
    const before = aModerator('id-7', {
      name: 'Zoe',
      email: 'zoe@example.org',
      skills: ['vpn'],
      team: 'a',
      passwordHash: 'h',
    });
    expect(JSON.stringify(erasePerson(before, T0))).not.toMatch(/zoe|vpn|"h"/iu);
  });
});

describe('the expiry of an API key', () => {
  it('is in 90 days, or when wanted, within a year', () => {
    const inDays = (days: number) => new Date(T0.getTime() + days * 86_400_000);
    expect(keyExpiry(undefined, T0)).toEqual(inDays(90));
    expect(keyExpiry(inDays(366), T0)).toEqual(inDays(366));
    for (const days of [0, -1, 367])
      expect(() => keyExpiry(inDays(days), T0)).toThrow('expiry date is not valid');
  });
});

describe('registration', () => {
  it('is for the domains named, exactly', () => {
    const rules = { isOpen: true, domains: ['example.org'], provesAddresses: false };
    expect(() => checkRegistration(rules, 'a@example.org')).not.toThrow();
    for (const email of [
      'a@sub.example.org',
      'a@example.org.evil.com',
      'a@notexample.org',
      '"a@example.org"@evil.com',
    ]) {
      expect(() => checkRegistration(rules, email)).toThrow('only');
    }
    expect(() => checkRegistration({ ...rules, isOpen: false, domains: [] }, 'a@example.org')).toThrow(
      'closed',
    );
  });

  it('removes the password of an unproven address, except the one that its registration names', () => {
    const user = {
      ...aModerator('u'),
      email: 'a@example.org',
      passwordHash: 'of whom?',
      emailVerifiedAt: null,
    };
    const proven = { emailVerifiedAt: T0, version: user.version + 1 };
    expect(proveAddress(user, 'sign_in', T0)).toEqual({ ...user, ...proven, passwordHash: null });
    expect(proveAddress(user, 'registration', T0)).toEqual({ ...user, ...proven });
    const known = { ...user, emailVerifiedAt: T0 };
    expect(proveAddress(known, 'sign_in', new Date())).toBe(known);
  });
});
