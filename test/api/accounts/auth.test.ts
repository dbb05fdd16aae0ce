import { describe, expect, it } from '@jest/globals';
import jwt from 'jsonwebtoken';
import { tokensOf } from '../../../src/client/client.js';
import { dataOf } from '../../support/http-client.js';
import { expectProblem, faultPaths, withPeople } from '../../support/api/people.js';

const people = withPeople();
const LOGIN = '/api/v1/auth/login';
const ME = '/api/v1/auth/me';

describe('POST /auth/login', () => {
  it('returns a token that names the user', async () => {
    const { data, response } = await people.nobody.api.POST(LOGIN, {
      body: { email: ' Alice@Holdfast.local ', password: 'holdfast-demo' },
    });
    expect(response.status).toBe(200);
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(data).toMatchObject({
      token_type: 'Bearer',
      expires_in: 1800,
      user: { name: 'Alice', role: 'user' },
    });
    const session = tokensOf(data!);
    const alice = people.nobody.with({ authorization: `Bearer ${session.access_token}` });
    expect(await dataOf(alice.api.GET(ME))).toEqual(session.user);
    expect(JSON.stringify(data)).not.toContain('argon2');
  });

  it('gives the same answer for an unknown address and a wrong password', async () => {
    const unknown = await people.nobody.api.POST(LOGIN, {
      body: { email: 'mallory@holdfast.local', password: 'holdfast-demo' },
    });
    const wrong = await people.nobody.api.POST(LOGIN, {
      body: { email: 'alice@holdfast.local', password: 'guess' },
    });
    expectProblem(unknown, 401, 'unauthenticated');
    expectProblem(wrong, 401, 'unauthenticated');
    expect(wrong.response.headers.get('www-authenticate')).toContain('Bearer');
    expect(unknown.error!.detail).toBe(wrong.error!.detail);
  });

  it('refuses people who have left', async () => {
    const users = people.holdfast.mongo.collection('users');
    const { matchedCount } = await users.updateOne(
      { email: 'carol@holdfast.local' },
      { $set: { isActive: false } },
    );
    expect(matchedCount).toBe(1);
    const login = await people.nobody.api.POST(LOGIN, {
      body: { email: 'carol@holdfast.local', password: 'holdfast-demo' },
    });
    expectProblem(login, 401, 'unauthenticated');
    expectProblem(await people.carol.api.GET(ME), 401, 'unauthenticated');
  });

  it.each([
    ['nothing', {}, ['email', 'password']],
    ['operators', { email: { $gt: '' }, password: { $ne: null } }, ['email', 'password']],
    ['what is no address', { email: 'alice', password: 'holdfast-demo' }, ['email']],
    ['a role', { email: 'alice@holdfast.local', password: 'holdfast-demo', role: 'admin' }, ['role']],
    ['a very long password', { email: 'alice@holdfast.local', password: 'x'.repeat(2000) }, ['password']],
    ['a very long address', { email: `${'a'.repeat(5000)}@holdfast.local`, password: 'x' }, ['email']],
  ])('refuses %s', async (_, body, paths) => {
    const answer = await people.nobody.post(LOGIN, body);
    expectProblem(answer, 422, 'invalid_input');
    expect(faultPaths(answer)).toEqual(paths);
  });
});

describe('GET /auth/me', () => {
  it('shows the signed-in person', async () => {
    const { data, response } = await people.bob.api.GET(ME);
    expect(response.status).toBe(200);
    expect(data).toEqual({
      id: expect.any(String),
      email: 'bob@holdfast.local',
      name: 'Bob',
      first_name: null,
      last_name: null,
      phone: null,
      department: null,
      location: null,
      language: null,
      languages: [],
      time_zone: null,
      other_addresses: [],
      identities: [],
      organisation_id: null,
      ticket_visibility: null,
      role: 'moderator',
      skills: ['network', 'vpn', 'wifi', 'hardware', 'printer'],
      team: { id: 'infrastructure', key: 'infrastructure', name: 'Infrastructure' },
      capacity: 10_000,
      availability: null,
      calendar: null,
      is_active: true,
      created_at: expect.any(String),
      version: 1,
    });
  });

  it.each([
    ['no token', undefined],
    ['another scheme', 'Basic YWxpY2U6aG9sZGZhc3QtZGVtbw=='],
    ['what is no token', 'Bearer abc'],
    ['an empty token', 'Bearer '],
    [
      'a token of another key',
      `Bearer ${jwt.sign({ sub: 'x', role: 'admin', typ: 'access' }, 'another key')}`,
    ],
  ])('refuses %s', async (_, authorization) => {
    const answer = await people.nobody.with(authorization === undefined ? {} : { authorization }).get(ME);
    expectProblem(answer, 401, 'unauthenticated');
    expect(answer.headers.get('www-authenticate')).toContain('Bearer');
  });
});
