import { describe, expect, it } from '@jest/globals';
import type { Schemas } from '../../../src/client/client.js';
import { dataOf } from '../../support/http-client.js';
import { accountsOf, AUTH, me, PASSWORD } from '../../support/api/accounts.js';
import { expectProblem, faultPaths, withPeople } from '../../support/api/people.js';

const people = withPeople();
const { register, signIn, bearer, newcomer } = accountsOf(people);

describe('POST /auth/register', () => {
  it('creates an account with the role user, even if the body names another role', async () => {
    const greedy = {
      email: ' Dave@Example.org ',
      password: PASSWORD,
      name: 'Dave',
      role: 'admin',
      capacity: 99,
      is_active: false,
    };
    const { data, response } = await register(greedy);
    expect(response.status).toBe(201);
    expect(data!.user).toMatchObject({
      email: 'dave@example.org',
      name: 'Dave',
      role: 'user',
      capacity: 0,
      is_active: true,
    });
    expect(JSON.stringify(data)).not.toMatch(/argon2|horse/u);
    expect(await dataOf(me(bearer(await signIn('dave@example.org'))))).toEqual(data!.user);
  });

  it('creates one account for a repeated request, also when the first answer was lost', async () => {
    const params = { header: { 'Idempotency-Key': 'register-fay' } };
    const send = (body: Schemas['Registration']) =>
      people.nobody.api.POST(`${AUTH}/register`, { params, body });
    const fay = { email: 'fay@example.org', password: PASSWORD, name: 'Fay' };
    const first = await send(fay);
    await people.holdfast.mongo
      .collection('idempotency_keys')
      .updateMany({}, { $unset: { answer: '' }, $set: { lockedUntil: new Date(0) } });
    const second = await send(fay);
    expect([second.response.status, second.data]).toEqual([201, first.data]);
    const other = await send({ ...fay, password: 'another password' });
    expectProblem(other, 422, 'idempotency_mismatch');
  });

  it('says that an address is taken, in any case', async () => {
    const { email } = await newcomer();
    const again = { email: email.toUpperCase(), password: PASSWORD, name: 'Other' };
    expectProblem(await register(again), 409, 'duplicate');
  });

  it.each<[string, object, string[]]>([
    ['nothing', {}, ['email', 'name', 'password']],
    ['a short password', { email: 'x@example.org', password: '1234567', name: 'X' }, ['password']],
    ['no address', { email: 'x', password: PASSWORD, name: 'X' }, ['email']],
    ['a name with a line break', { email: 'x@example.org', password: PASSWORD, name: 'X\nBcc: y' }, ['name']],
    [
      'operators',
      { email: { $gt: '' }, password: { $gt: '' }, name: { $gt: '' } },
      ['email', 'name', 'password'],
    ],
  ])('refuses %s', async (_, body, paths) => {
    const answer = await people.nobody.post(`${AUTH}/register`, body);
    expectProblem(answer, 422, 'invalid_input');
    expect(faultPaths(answer)).toEqual(paths);
  });
});
