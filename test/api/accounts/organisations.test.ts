import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { NEW_USER } from '../../../src/domain/accounts/user.js';
import { accountsOf, PASSWORD, USERS } from '../../support/api/accounts.js';
import type { CheckedClient } from '../../support/api/contract.js';
import { expectProblem, faultPaths, TICKETS, withPeople } from '../../support/api/people.js';

const people = withPeople();
const { bearer, register, signIn, securityEvents } = accountsOf(people);
const ORGANISATIONS = '/api/v1/organisations';
const COMMENT = { body: 'Still the same.' };

let count = 0;
const newDomain = () => `org-${(count += 1)}.example`;

async function organisation(fields: object = {}) {
  const { status, body } = await people.maya.post(ORGANISATIONS, { name: 'Example Ltd', ...fields });
  expect(status).toBe(201);
  return body;
}

/** Somebody who registers with an address there; proven where the test says so. */
async function personAt(domain: string, isProven = true) {
  const email = `p-${randomUUID()}@${domain}`;
  await register({ email, password: PASSWORD, name: 'Pat' });
  const { deps } = people.holdfast;
  const before = (await deps.users.findByEmail(email))!;
  if (isProven) {
    const person = { before, after: { ...before, emailVerifiedAt: new Date(), version: before.version + 1 } };
    const { items } = await deps.accountEvents.list({ pageSize: 1, accountId: before.id });
    await deps.users.commit({ person, event: { ...items[0]!, id: randomUUID(), followUps: [] } });
  }
  const client = bearer(await signIn(email)).with({ 'if-match': '*' });
  return { id: before.id, email, client };
}

const edit = (id: string, body: object, client = people.maya) =>
  client.with({ 'if-match': '*' }).patch(`${ORGANISATIONS}/${id}`, body);
const move = (user: string, body: object, client = people.maya) =>
  client.with({ 'if-match': '*' }).patch(`${USERS}/${user}`, body);
const numbersFor = async (client: CheckedClient, query = '') =>
  (await client.get(`${TICKETS}${query}`)).body.tickets.map(({ number }: { number: string }) => number);

describe('organisations', () => {
  it('are created, read, changed and deleted by managers, with versions and events', async () => {
    const domain = newDomain();
    const body = { name: 'Example Ltd', domains: [domain, domain], notes: 'Pays in May.', is_vip: true };
    const made = await people.maya.post(ORGANISATIONS, body);
    expect([made.status, made.headers.get('etag')]).toEqual([201, '"1"']);
    const at = made.headers.get('location')!;
    const expected = { ...body, domains: [domain], policy: null, ticket_visibility: 'own', version: 1 };
    expect(made.body).toMatchObject(expected);
    expect((await people.bob.get(at)).body).toEqual(made.body);
    expect((await people.bob.get(`${ORGANISATIONS}?q=EXAM&vip=true&domain=${domain}`)).body).toMatchObject({
      organisations: [made.body],
      total: 1,
      next_cursor: null,
    });
    const changed = await people.maya.at(1).patch(at, { is_vip: false, notes: null, domains: [] });
    expect(changed.body).toMatchObject({ is_vip: false, notes: null, domains: [], version: 2 });
    expectProblem(await people.maya.at(1).patch(at, { name: 'Other' }), 412, 'version_conflict');
    expect((await people.maya.at(2).patch(at, { is_vip: false })).body.version).toBe(2);
    expect((await people.maya.at(2).send('DELETE', at)).status).toBe(204);
    expectProblem(await people.maya.get(at), 404, 'not_found');
    const { security_events: trail } = await securityEvents({ page_size: 3 });
    expect(trail.map(({ action }) => action)).toEqual([
      'organisation.deleted',
      'organisation.edited',
      'organisation.created',
    ]);
    expect(trail[1]).toMatchObject({
      actor: { name: 'Maya' },
      details: { is_vip: { from: true, to: false }, notes: 'changed' },
    });
  });

  it('are not available to others', async () => {
    const { id } = await organisation();
    for (const client of [people.alice, people.bob]) {
      expectProblem(await client.post(ORGANISATIONS, { name: 'Mine' }), 403, 'forbidden');
      expectProblem(await edit(id, { is_vip: true }, client), 403, 'forbidden');
      expectProblem(await client.send('DELETE', `${ORGANISATIONS}/${id}`), 403, 'forbidden');
    }
    expectProblem(await people.alice.get(ORGANISATIONS), 403, 'forbidden');
    expectProblem(await people.nobody.get(ORGANISATIONS), 401, 'unauthenticated');
  });

  it('name every fault, and share no domain', async () => {
    const domain = newDomain();
    const { id } = await organisation({ domains: [domain] });
    const wrong = await people.maya.post(ORGANISATIONS, {
      name: 'x',
      domains: [newDomain(), 'gmail.com', 'yahoo.co.uk'],
      policy: 'platinum',
    });
    expectProblem(wrong, 422, 'invalid_input');
    expect([...faultPaths(wrong)].sort()).toEqual(['domains.1', 'domains.2', 'policy']);
    for (const each of ['Example.com', 'localhost', 'a..b', '@example.com', 'x.1', '']) {
      const answer = await people.maya.post(ORGANISATIONS, { name: 'x', domains: [each] });
      expect([each, answer.status, [...faultPaths(answer)]]).toEqual([each, 422, ['domains.0']]);
    }
    const second = await organisation();
    const answers = [
      await people.maya.post(ORGANISATIONS, { name: 'Twin', domains: [newDomain(), domain] }),
      await edit(second.id, { domains: [domain] }),
    ];
    for (const answer of answers) expectProblem(answer, 409, 'duplicate');
    const contested = newDomain();
    const racing = await Promise.all([id, second.id].map((each) => edit(each, { domains: [contested] })));
    expect(racing.map(({ status }) => status).sort()).toEqual([200, 409]);
    expectProblem(await edit(id, {}), 422, 'invalid_input');
  });

  it('are created once by a request that is repeated', async () => {
    const client = people.maya.with({ 'idempotency-key': randomUUID() });
    const body = { name: 'Once Ltd', domains: [newDomain()] };
    const answers = [await client.post(ORGANISATIONS, body), await client.post(ORGANISATIONS, body)];
    expect(answers.map(({ status }) => status)).toEqual([201, 201]);
    expect(answers[0]!.body).toEqual(answers[1]!.body);
  });
});

describe('the people of an organisation', () => {
  it('join by the domain of their mail, and are moved by managers only', async () => {
    const domain = newDomain();
    const { id } = await organisation({ domains: [domain] });
    const pat = await personAt(domain);
    expect((await pat.client.get('/api/v1/auth/me')).body.organisation_id).toBe(id);
    const sub = await personAt(`mail.${domain}`);
    expect((await sub.client.get('/api/v1/auth/me')).body.organisation_id).toBeNull();
    const created = await people.admin.post(USERS, { email: `c@${domain}`, name: 'Cy' });
    expect(created.body.organisation_id).toBe(id);
    const none = { email: `d@${domain}`, name: 'Di', organisation_id: null };
    expect((await people.admin.post(USERS, none)).body.organisation_id).toBeNull();
    const found = (await people.bob.get(`${USERS}?organisation=${id}`)).body.users;
    expect(found.map((user: { id: string }) => user.id)).toEqual([pat.id, created.body.id]);

    const other = await organisation();
    for (const client of [pat.client, people.bob])
      expectProblem(await move(pat.id, { organisation_id: other.id }, client), 403, 'forbidden');
    expect((await move(pat.id, { organisation_id: other.id })).body.organisation_id).toBe(other.id);
    const bob = await people.idOf(people.bob);
    expectProblem(await move(bob, { organisation_id: other.id }), 403, 'forbidden');
    const unknown = await move(pat.id, { organisation_id: 'unknown' });
    expectProblem(unknown, 422, 'invalid_input');
    expect([...faultPaths(unknown)]).toEqual(['organisation_id']);
    expectProblem(
      await people.maya.send('DELETE', `${ORGANISATIONS}/${other.id}`),
      409,
      'illegal_transition',
    );
    await move(pat.id, { organisation_id: null });
    expect((await people.maya.send('DELETE', `${ORGANISATIONS}/${other.id}`)).status).toBe(204);
  });

  it('join when they prove an address that was there before the domain', async () => {
    const domain = newDomain();
    const { id: user, email } = await personAt(domain, false);
    const { id } = await organisation({ domains: [domain] });
    await people.nobody.post('/api/v1/auth/request-otp', { email });
    const { codes, mailedSecrets } = people.holdfast.deps;
    const [code] = await codes.live(user, ['sign_in'], new Date());
    const otp = mailedSecrets.code(code!.id);
    expect((await people.nobody.post('/api/v1/auth/verify-otp', { email, otp })).status).toBe(200);
    expect((await people.bob.get(`${USERS}/${user}`)).body.organisation_id).toBe(id);
  });

  it('join it or it is deleted, never both', async () => {
    const pat = await personAt(newDomain());
    for (let round = 0; round < 5; round += 1) {
      const { id } = await organisation();
      const [joined, deleted] = await Promise.all([
        move(pat.id, { organisation_id: id }),
        people.maya.send('DELETE', `${ORGANISATIONS}/${id}`),
      ]);
      expect([
        [200, 409],
        [422, 204],
      ]).toContainEqual([joined.status, deleted.status]);
      await move(pat.id, { organisation_id: null });
    }
  });
});

describe('tickets of an organisation', () => {
  const domain = newDomain();
  let id: string;
  let pat: Awaited<ReturnType<typeof personAt>>;
  let number: string;
  beforeAll(async () => {
    const policy = (await people.maya.get('/api/v1/sla/policies/default')).body;
    const { name: _name, version: _version, created_at: _at, created_by: _by, ...content } = policy;
    const gold = await people.maya.post('/api/v1/sla/policies', { ...content, name: 'gold' });
    expect(gold.status).toBe(201);
    ({ id } = await organisation({ domains: [domain], policy: 'gold' }));
    pat = await personAt(domain);
    ({ number } = await people.ticket({}, pat.client));
  });

  it('have its id and its policy, in the version of their creation, and are found by it', async () => {
    const path = `${TICKETS}/${number}`;
    expect((await people.bob.get(path)).body).toMatchObject({
      organisation_id: id,
      sla: { policy: 'gold@1' },
    });
    const alices = await people.ticket();
    expect([alices.organisation_id, alices.sla.policy]).toEqual([null, 'default@1']);
    const follow = await people.bob.post(`${path}/split`, {
      comment_ids: [(await pat.client.post(`${path}/comments`, COMMENT)).body.id],
      title: 'Another matter',
    });
    expect(follow.body).toMatchObject({ organisation_id: id, sla: { policy: 'gold@1' } });
    const found = await numbersFor(people.bob, `?organisation=${id}`);
    expect([...found].sort()).toEqual([number, follow.body.number].sort());
    expect(await numbersFor(people.bob, '?organisation=unknown')).toEqual([]);
    // Nothing that is kept changes with the person.
    await move(pat.id, { organisation_id: null });
    expect((await people.bob.get(path)).body.organisation_id).toBe(id);
    await move(pat.id, { organisation_id: id });
  });

  it('get the policy of the organisation rather than that of a rule, which can name the organisation', async () => {
    const { targets } = (await people.maya.get('/api/v1/sla/policies/default')).body;
    const rule = { position: 1, conditions: [{ field: 'organisation', values: [id] }] };
    const ruled = await people.maya.post('/api/v1/sla/policies', { name: 'ruled', targets, rule });
    expect(ruled.status).toBe(201);
    const unknown = { position: 1, conditions: [{ field: 'organisation', values: ['unknown'] }] };
    const refused = await people.maya.post('/api/v1/sla/policies', { name: 'un', targets, rule: unknown });
    expect(faultPaths(refused)).toEqual(['rule.conditions.0.values.0']);
    const policyOf = async (of: string) => (await people.bob.get(`${TICKETS}/${of}`)).body.sla.policy;
    expect((await people.ticket({}, pat.client)).sla.policy).toBe('gold@1');
    await people.bob.patch(`${TICKETS}/${number}`, { tags: ['lab'] });
    expect(await policyOf(number)).toBe('gold@1');
    expect((await people.maya.patch(`${ORGANISATIONS}/${id}`, { policy: null })).status).toBe(200);
    const later = await people.ticket({}, pat.client);
    expect(later.sla.policy).toBe('ruled@1');
    expect((await people.ticket()).sla.policy).toBe('default@1');
    await people.maya.patch(`${ORGANISATIONS}/${id}`, { policy: 'gold' });
  });

  it('are readable by its people if the organisation or their own setting allows it', async () => {
    const path = `${TICKETS}/${number}`;
    await people.bob.post(`${path}/comments`, { body: 'Between ourselves', is_internal: true });
    const sam = await personAt(domain);
    const eve = await personAt(domain, false);
    const stranger = await personAt(newDomain());
    const sees = async (client: CheckedClient) => {
      const { status } = await client.get(path);
      const listed = (await numbersFor(client)).includes(number);
      expect([status, listed]).toEqual(status === 200 ? [200, true] : [404, false]);
      return listed;
    };
    expect(await sees(sam.client)).toBe(false);
    await edit(id, { ticket_visibility: 'organisation' });
    expect([await sees(sam.client), await sees(eve.client), await sees(stranger.client)]).toEqual([
      true,
      false,
      false,
    ]);
    await move(sam.id, { ticket_visibility: 'own' });
    expect(await sees(sam.client)).toBe(false);
    await edit(id, { ticket_visibility: 'own' });
    await move(sam.id, { ticket_visibility: 'organisation' });
    expect(await sees(sam.client)).toBe(true);

    const shown = (await sam.client.get(path)).body;
    expect([shown.required_skills, shown.triage.provider]).toEqual([undefined, undefined]);
    const { comments } = (await sam.client.get(`${path}/comments`)).body;
    expect(comments.every(({ is_internal }: { is_internal: boolean }) => !is_internal)).toBe(true);
    expect(await numbersFor(sam.client, `?requester=${pat.id}`)).toContain(number);
    expectProblem(await sam.client.post(`${path}/comments`, COMMENT), 403, 'forbidden');
    expectProblem(await sam.client.post(`${path}/cancel`, {}), 403, 'forbidden');
    const key = await sam.client.post('/api/v1/auth/api-keys', { name: 'k', scopes: ['tickets:read'] });
    const byKey = people.nobody.with({ 'x-api-key': key.body.key ?? key.body.secret });
    expect(await sees(byKey)).toBe(true);
    await move(sam.id, { organisation_id: null });
    expect([await sees(sam.client), await sees(byKey)]).toEqual([false, false]);
  });
});

it('shows a person of an earlier version without an organisation', async () => {
  const { organisationId: _o, ticketVisibility: _t, ...old } = NEW_USER;
  const user = {
    ...old,
    id: randomUUID(),
    email: `${randomUUID()}@x.example`,
    name: 'Old',
    createdAt: new Date(),
  };
  await people.holdfast.deps.users.addIfMissing(user as never);
  expect((await people.bob.get(`${USERS}/${user.id}`)).body).toMatchObject({
    organisation_id: null,
    ticket_visibility: null,
  });
  expect((await move(user.id, { ticket_visibility: 'own' })).body.ticket_visibility).toBe('own');
});
