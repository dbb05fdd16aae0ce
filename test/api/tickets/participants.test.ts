import { beforeAll, describe, expect, it } from '@jest/globals';
import { TICKETS, withPeople } from '../../support/api/people.js';

const people = withPeople();

let number: string;
beforeAll(async () => {
  ({ number } = await opened());
});

async function opened(): Promise<{ number: string; id: string }> {
  const { body } = await people.alice.post(TICKETS, { title: 'The lamp is red', description: 'And loud.' });
  return body;
}

const pathOf = (ticket: string) => `${TICKETS}/${ticket}/participants`;
const inCopy = async (ticket: string) => {
  const { body } = await people.alice.get(`${TICKETS}/${ticket}`);
  return body.participants.map(({ email }: { email: string }) => email) as string[];
};
const trailOf = async (ticket: string) => {
  const { body } = await people.alice.get(`${TICKETS}/${ticket}/activities`);
  return body.activities as { action: string; actor: { name: string }; details: object }[];
};

describe('people in copy', () => {
  it('are added by the requester and by staff, shown to both, and removed again', async () => {
    const first = await people.alice.post(pathOf(number), { email: 'Kim@C.example', name: 'Kim Lee' });
    expect([first.status, first.body]).toEqual([
      201,
      { id: expect.any(String), name: 'Kim Lee', email: 'kim@c.example', added_at: expect.any(String) },
    ]);
    expect(first.headers.get('location')).toBe(`${pathOf(number)}/${first.body.id}`);
    expect((await people.bob.post(pathOf(number), { email: 'ann@c.example' })).body.name).toBe('ann');
    expect(await inCopy(number)).toEqual(['kim@c.example', 'ann@c.example']);
    const again = await people.bob.post(pathOf(number), { email: 'kim@c.example' });
    expect(again.body.id).toBe(first.body.id);
    expect((await people.bob.send('DELETE', `${pathOf(number)}/${first.body.id}`)).status).toBe(204);
    expect((await people.bob.send('DELETE', `${pathOf(number)}/${first.body.id}`)).status).toBe(404);
    expect(await inCopy(number)).toEqual(['ann@c.example']);
    expect((await trailOf(number)).slice(-3)).toMatchObject([
      { action: 'ticket.participants_added', actor: { name: 'Alice' } },
      { action: 'ticket.participants_added', actor: { name: 'Bob' } },
      {
        action: 'ticket.participant_removed',
        actor: { name: 'Bob' },
        details: { participant_id: first.body.id },
      },
    ]);
  });

  it('get no account, and their names and addresses are deleted when they are removed', async () => {
    const ticket = await opened();
    const { body } = await people.alice.post(pathOf(ticket.number), {
      email: 'gone@c.example',
      name: 'Gone',
    });
    await people.alice.send('DELETE', `${pathOf(ticket.number)}/${body.id}`);
    expect(await people.holdfast.deps.users.findByEmail('gone@c.example')).toBeNull();
    const kept = await people.holdfast.deps.tickets.find(ticket.id);
    const events = await people.holdfast.mongo.collection('events').find({ ticketId: ticket.id }).toArray();
    expect(JSON.stringify([kept, events])).not.toMatch(/gone@c|"Gone"/u);
  });

  it.each([
    ['an address of this desk', () => people.holdfast.deps.inbound.ours[0]!.replace('@', '+x@')],
    ['one that nobody reads', () => 'no-reply@shop.example'],
    ['a list', () => 'team@googlegroups.com'],
    ['another list', () => 'all-staff@c.example'],
    ['staff', () => 'bob@holdfast.local'],
    ['the requester', () => 'alice@holdfast.local'],
    ['none', () => 'kim'],
  ])('are not added with %s', async (_, email) => {
    const { status, body } = await people.bob.post(pathOf(number), { email: email() });
    expect([status, body.errors[0].path]).toEqual([422, 'email']);
  });

  it('are twenty at most, and cannot be added to a ticket that is over', async () => {
    const ticket = await opened();
    for (let index = 0; index < 20; index += 1) {
      expect((await people.bob.post(pathOf(ticket.number), { email: `p${index}@c.example` })).status).toBe(
        201,
      );
    }
    expect((await people.bob.post(pathOf(ticket.number), { email: 'p20@c.example' })).status).toBe(409);
    expect(await inCopy(ticket.number)).toHaveLength(20);
    const over = await opened();
    await people.alice.post(`${TICKETS}/${over.number}/cancel`, {});
    expect((await people.bob.post(pathOf(over.number), { email: 'late@c.example' })).status).toBe(409);
  });

  it('are added once if two callers add the same person at the same time', async () => {
    const ticket = await opened();
    const body = { email: 'twice@c.example' };
    const both = await Promise.all(
      [people.alice, people.bob].map((by) => by.post(pathOf(ticket.number), body)),
    );
    expect(new Set(both.map((each) => each.body.id)).size).toBe(1);
    expect(await inCopy(ticket.number)).toEqual(['twice@c.example']);
  });
});
