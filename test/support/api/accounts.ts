import type { paths } from '../../../src/client/api-types.js';
import { tokensOf, type Schemas } from '../../../src/client/client.js';
import { dataOf } from '../http-client.js';
import type { CheckedClient } from './contract.js';
import type { People } from './people.js';

export const AUTH = '/api/v1/auth';
export const USERS = '/api/v1/users';
export const USER = `${USERS}/{user}` as const;
export const SECURITY_EVENTS = '/api/v1/admin/security-events';
export const PASSWORD = 'correct horse battery staple';

type SecurityEventQuery = NonNullable<paths[typeof SECURITY_EVENTS]['get']['parameters']['query']>;

/** The parameters of a call about this person. */
export function aboutPerson(user: string) {
  return { params: { path: { user } } };
}

export function me({ api }: CheckedClient) {
  return api.GET(`${AUTH}/me`);
}

export function editPerson({ api }: CheckedClient, user: string, body: Schemas['UserEdit']) {
  return api.PATCH(USER, { ...aboutPerson(user), body });
}

export function makeKey({ api }: CheckedClient, body: Schemas['NewApiKey']) {
  return api.POST(`${AUTH}/api-keys`, { body });
}

/** How people come to accounts and sessions of their own, at one running system. */
export function accountsOf(people: People) {
  let count = 0;

  const register = (body: Schemas['Registration']) => people.nobody.api.POST(`${AUTH}/register`, { body });

  const login = (email: string, password = PASSWORD) =>
    people.nobody.api.POST(`${AUTH}/login`, { body: { email, password } });

  const signIn = async (email: string, password = PASSWORD) => tokensOf(await dataOf(login(email, password)));

  const refresh = (token: string) =>
    people.nobody.api.POST(`${AUTH}/refresh`, { body: { refresh_token: token } });

  const bearer = ({ access_token }: { readonly access_token: string }) =>
    people.nobody.with({ authorization: `Bearer ${access_token}` });

  /** A new account. */
  const newcomer = async () => {
    count += 1;
    const newOne = { email: `someone-${count}@example.org`, password: PASSWORD, name: `Someone ${count}` };
    return (await dataOf(register(newOne))).user;
  };

  /** A new account, signed in. */
  const someone = async (role?: Schemas['User']['role']) => {
    const { id, email } = await newcomer();
    if (role !== undefined) await dataOf(editPerson(people.admin.at(1), id, { role }));
    const session = await signIn(email);
    return { id, email, session, client: bearer(session) };
  };

  /** What the administrator reads in the trail, newest first. */
  const securityEvents = (query: SecurityEventQuery) =>
    dataOf(people.admin.api.GET(SECURITY_EVENTS, { params: { query } }));

  return { register, login, signIn, refresh, bearer, newcomer, someone, securityEvents };
}
