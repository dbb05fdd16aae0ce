import { beforeAll, describe, expect, it } from '@jest/globals';
import { holdsTickets, RIGHTS } from '../../../src/domain/access/permissions.js';
import { dataOf } from '../../support/http-client.js';
import { withGrants } from '../../support/rights.js';
import { accountsOf, makeKey } from '../../support/api/accounts.js';
import { about, expectProblem, TICKET, TICKETS, withPeople } from '../../support/api/people.js';

/** The table of rights decides, not the role: each test changes the table and sees the answers follow. */
const people = withPeople();
const { someone } = accountsOf(people);
type Person = typeof people.bob;

const FIELD = 'shelf';
const NOTE = { body: 'Between ourselves.', is_internal: true };

let number: string;
beforeAll(async () => {
  const rules = { type: 'text', max_length: 10 } as const;
  await dataOf(
    people.admin.api.POST('/api/v1/custom-fields', {
      body: { key: FIELD, label: 'Shelf', rules, is_internal: true },
    }),
  );
  ({ number } = await people.ticket());
  await dataOf(people.bob.api.POST(`${TICKET}/comments`, { ...about(number), body: NOTE }));
  const body = { custom_fields: { [FIELD]: 'B 12' } };
  await dataOf(people.bob.api.PATCH(TICKET, { ...about(number), body }));
});

const sought = ({ api }: Person) =>
  api.GET(TICKETS, { params: { query: { custom_field: [`${FIELD}:B 12`] } } });

/** Every way in which the API shows what is internal, and whether this person is shown it. */
async function whatIsShown({ api }: Person) {
  const ticket = await dataOf(api.GET(TICKET, about(number)));
  const { comments } = await dataOf(api.GET(`${TICKET}/comments`, about(number)));
  const { activities } = await dataOf(api.GET(`${TICKET}/activities`, about(number)));
  const { custom_fields: fields } = await dataOf(api.GET('/api/v1/custom-fields'));
  const field = await api.GET('/api/v1/custom-fields/{field}', { params: { path: { field: FIELD } } });
  return {
    notes: comments.some(({ is_internal }) => is_internal),
    trail: activities.some(({ action, details }) => action === 'ticket.commented' && details['is_internal']),
    values: FIELD in ticket.custom_fields,
    triage: 'provider' in ticket.triage,
    skills: 'required_skills' in ticket,
    fields: fields.some(({ key }) => key === FIELD),
    field: field.response.ok,
  };
}

const EVERYTHING = {
  notes: true,
  trail: true,
  values: true,
  triage: true,
  skills: true,
  fields: true,
  field: true,
};
const NOTHING = Object.fromEntries(Object.keys(EVERYTHING).map((name) => [name, false]));

describe('the right to read what is internal', () => {
  it('is taken from a role by the table alone', async () => {
    expect(await whatIsShown(people.bob)).toEqual(EVERYTHING);
    await withGrants('ticket.read_internal', ['manager', 'admin'], async () => {
      expect(await whatIsShown(people.bob)).toEqual(NOTHING);
      expectProblem(await sought(people.bob), 422, 'invalid_input');
      expect(await whatIsShown(people.maya)).toEqual(EVERYTHING);
    });
    expect((await dataOf(sought(people.bob))).tickets).toHaveLength(1);
  });

  it('is given to a role, or to those whose ticket it is, by the table alone', async () => {
    expect(await whatIsShown(people.alice)).toEqual(NOTHING);
    await withGrants('ticket.read_internal', ['user', 'admin'], async () => {
      expect(await whatIsShown(people.alice)).toEqual(EVERYTHING);
    });
    await withGrants('ticket.read_internal', ['requester'], async () => {
      const ofTheTicket = { ...EVERYTHING, fields: false, field: false };
      expect(await whatIsShown(people.alice)).toEqual({ ...ofTheTicket, values: true });
      expect(await whatIsShown(people.bob)).toEqual(NOTHING);
    });
  });

  it('needs the scope that the table names, also in what is answered to a program that only writes', async () => {
    const { client } = await someone('moderator');
    const openedBy = async (scopes: ('tickets:read' | 'tickets:write')[]) => {
      const { key } = await dataOf(makeKey(client, { name: scopes.join(' '), scopes }));
      const { api } = people.nobody.with({ 'x-api-key': key });
      const body = { title: 'Moved', description: 'To another shelf.', custom_fields: { [FIELD]: 'C 3' } };
      return dataOf(api.POST(TICKETS, { body }));
    };
    const opened = await openedBy(['tickets:write']);
    expect([opened.custom_fields, 'provider' in opened.triage]).toEqual([{}, false]);
    const kept = await dataOf(people.bob.api.GET(TICKET, about(opened.number)));
    expect(kept.custom_fields).toEqual({ [FIELD]: 'C 3' });
    expect((await openedBy(['tickets:read', 'tickets:write'])).custom_fields).toEqual({ [FIELD]: 'C 3' });
  });
});

describe('the right to read the views that others share', () => {
  it('is a right of its own', async () => {
    const body = { name: 'For us', is_shared: true };
    const { id } = await dataOf(people.maya.api.POST('/api/v1/views', { body }));
    const isListed = async ({ api }: Person) =>
      (await dataOf(api.GET('/api/v1/views'))).views.some((view) => view.id === id);
    const read = ({ api }: Person) => api.GET('/api/v1/views/{view}', { params: { path: { view: id } } });
    await withGrants('ticket.read_internal', ['admin'], async () => {
      expect(await isListed(people.bob)).toBe(true);
    });
    await withGrants('view.read_shared', ['user', 'admin'], async () => {
      expect([await isListed(people.bob), await isListed(people.alice)]).toEqual([false, true]);
      expectProblem(await read(people.bob), 404, 'not_found');
      expect((await read(people.alice)).response.status).toBe(200);
    });
  });
});

describe('what else was once decided by role', () => {
  it('asks the table who is given tickets, who answers for the desk and who must say a version', async () => {
    const { api } = people.maya;
    const fresh = (await people.ticket()).number;
    const maya = await people.idOf(people.maya);
    const assign = () => api.PATCH(`${TICKET}/assign`, { ...about(fresh), body: { assignee_id: maya } });
    expectProblem(await assign(), 422, 'invalid_input');
    await withGrants('ticket.accept', [...RIGHTS['ticket.accept'].grants, 'manager'], async () => {
      expect(holdsTickets({ role: 'manager', isActive: true })).toBe(true);
      expect((await dataOf(assign())).assignee?.id).toBe(maya);
    });
    const answer = { ...about(fresh), body: { body: 'We look into it.' } };
    const unversioned = (await someone('moderator')).client;
    const edit = { ...about(fresh), body: { priority: 'high' as const } };
    expectProblem(await unversioned.api.PATCH(TICKET, edit), 428, 'version_required');
    const answeredAt = async () =>
      (await dataOf(people.admin.api.GET(TICKET, about(fresh)))).sla.first_response!.met_at;
    await withGrants('ticket.work', ['admin'], async () => {
      expect((await unversioned.api.PATCH(TICKET, edit)).response.status).toBe(200);
      await dataOf(people.bob.api.POST(`${TICKET}/comments`, answer));
      expect(await answeredAt()).toBeNull();
    });
    await dataOf(people.bob.api.POST(`${TICKET}/comments`, answer));
    expect(await answeredAt()).not.toBeNull();
  });
});
