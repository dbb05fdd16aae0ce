import { describe, expect, it } from '@jest/globals';
import { NEW_USER } from '../../../src/domain/accounts/user.js';
import { mailedLink } from '../../support/mail/secrets.js';
import { accountsOf, AUTH, PASSWORD, USERS } from '../../support/api/accounts.js';
import { expectProblem, faultPaths, withPeople } from '../../support/api/people.js';

const people = withPeople({ worker: true });
const { register, newcomer, someone, signIn } = accountsOf(people);

const COMMON = ['password', '12345678', '        ', 'aaaaaaaa', 'P@ssw0rd'];
const GOOD = 'four words of mine';

describe.each(COMMON)('a common password (%j)', (password) => {
  it('is refused at registration, with advice', async () => {
    const answer = await register({ email: 'never@example.org', password, name: 'Never' });
    expectProblem(answer, 422, 'invalid_input');
    expect(faultPaths(answer)).toEqual(['password']);
    expect(answer.error!.detail).toContain('Four unrelated words');
    expect(await people.holdfast.deps.users.findByEmail('never@example.org')).toBeNull();
  });

  it('is refused for an account that an administrator creates', async () => {
    const body = { email: 'never@example.org', name: 'Never', role: 'user', password } as const;
    const answer = await people.admin.api.POST(USERS, { body });
    expectProblem(answer, 422, 'invalid_input');
    expect(faultPaths(answer)).toEqual(['password']);
  });

  it('is refused as a new password', async () => {
    const { email, client } = await someone();
    const body = { current_password: PASSWORD, new_password: password };
    const answer = await client.api.POST(`${AUTH}/change-password`, { body });
    expectProblem(answer, 422, 'invalid_input');
    expect(faultPaths(answer)).toEqual(['new_password']);
    await signIn(email);
  });

  it('is refused by a mailed link, which stays valid', async () => {
    const { email } = await newcomer();
    await people.nobody.api.POST(`${AUTH}/request-password-reset`, { body: { email } });
    const path = await mailedLink(people.holdfast.sink, email);
    const token = path.split('/').at(-1)!;
    const reset = (chosen: string) =>
      people.nobody.api.POST(`${AUTH}/reset-password`, { body: { token, password: chosen } });
    expectProblem(await reset(password), 422, 'invalid_input');
    const page = await fetch(people.holdfast.url + path, {
      method: 'POST',
      body: new URLSearchParams({ password }),
    });
    expect([page.status, await page.text()]).toEqual([
      422,
      expect.stringMatching(/role="alert"[^]*Four unrelated words/u),
    ]);
    expect((await reset(GOOD)).response.status).toBe(204);
    await signIn(email, GOOD);
  });
});

describe('a password made of the name or address of its owner', () => {
  it('is refused', async () => {
    const named = { email: 'mara.lindt@example.org', name: 'Mara Lindt' };
    for (const password of ['mara.lindt@example.org', 'MaraLindt', 'lindt2026']) {
      expectProblem(await register({ ...named, password }), 422, 'invalid_input');
    }
    expect((await register({ ...named, password: GOOD })).response.status).toBe(201);
  });
});

describe('an account from before this rule', () => {
  it('keeps a password that would be refused now', async () => {
    const { deps } = people.holdfast;
    const email = 'from-before@example.org';
    await deps.users.addIfMissing({
      ...NEW_USER,
      id: 'from-before',
      email,
      name: 'From before',
      passwordHash: await deps.hasher.hash('password'),
      createdAt: new Date(),
    });
    expect((await signIn(email, 'password')).user.email).toBe(email);
  });
});
