import { SYSTEM_ACTOR, type Actor } from '../../../src/domain/access/actor.js';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { addComment } from '../../../src/app/tickets/comments/add-comment.js';
import { erasePerson } from '../../../src/app/accounts/edit-person.js';
import { eraseTraces } from '../../../src/app/personal-data/erase-traces.js';
import { exportPerson } from '../../../src/app/personal-data/export-person.js';
import { startExport, openExport } from '../../../src/app/personal-data/export-to-file.js';
import { writeExport } from '../../../src/app/personal-data/write-export.js';
import { removeParticipant } from '../../../src/app/tickets/participants/edit-participants.js';
import { NEW_USER } from '../../../src/domain/accounts/user.js';
import { startHoldfast, type Holdfast } from '../../support/holdfast.js';
import { aMailedTicket, INBOUND, personOf, type Person } from '../../support/mail/inbound-tickets.js';
import { copy, inCopyOf, sentTo } from '../../support/mail/participants.js';

let holdfast: Holdfast;
let [alice, bob]: Person[] = [];

beforeAll(async () => {
  holdfast = await startHoldfast({ worker: false, environment: INBOUND });
  [alice, bob] = await Promise.all(['alice', 'bob'].map((name) => personOf(holdfast.deps, name)));
});
afterAll(() => holdfast.close());

const doer = { actor: SYSTEM_ACTOR, address: null };
const course = { from: null, note: () => undefined, signal: new AbortController().signal };

/** Somebody with an account who is in copy of a ticket of Alice's, was mailed about it, and has answered. */
async function somebodyInCopy(name: string) {
  const { deps } = holdfast;
  const [id, email] = [deps.newId(), `${name.toLowerCase()}@c.example`];
  const { ticket } = await aMailedTicket(deps, alice!);
  const { id: participantId } = await copy(deps, bob!, ticket.id, email, name);
  // The account comes later: only the address ties the two.
  await deps.users.addIfMissing({ ...NEW_USER, id, email, name, createdAt: new Date() });
  await addComment(deps, bob!, ticket.id, { body: 'Off and on.', isInternal: false }, deps.newId());
  await sentTo(holdfast, ticket.id, email);
  const actor: Actor = { type: 'user', id: participantId, name, role: 'user' };
  await addComment(deps, actor, ticket.id, { body: 'It helps.', isInternal: false }, deps.newId());
  return { id, email, ticket, participantId };
}

describe('the data of a person in copy', () => {
  it('are in the export of their address', async () => {
    const { deps } = holdfast;
    const { id, email, ticket } = await somebodyInCopy('Quentin');
    const answer = await exportPerson(deps, doer, id, deps.newId());
    const participations = [
      {
        ticket_number: ticket.number,
        name: 'Quentin',
        email,
        added_at: expect.any(String),
        removed_at: null,
      },
    ];
    expect(answer).toMatchObject({ kind: 'lists', lists: { participations } });
    const { id: jobId } = await startExport(deps, doer, id, deps.newId());
    await writeExport(deps, jobId, course);
    const { content } = await openExport(deps, doer, id, jobId);
    const parts: Uint8Array[] = [];
    for await (const part of content) parts.push(part);
    expect(JSON.parse(`{${Buffer.concat(parts).toString('utf8')}}`)).toMatchObject({ participations });
  });

  it('are erased with their account from tickets and comments, and no mail adds them again', async () => {
    const { deps, mongo } = holdfast;
    const { id, email, ticket } = await somebodyInCopy('Rosalind');
    const kept = async () => {
      const rooms = ['tickets', 'comments', 'events', 'deliveries', 'users'];
      const all = await Promise.all(rooms.map((room) => mongo.collection(room).find({}).toArray()));
      return JSON.stringify(all);
    };
    expect(await kept()).toMatch(/rosalind/iu);
    await erasePerson(deps, doer, id);
    await eraseTraces(deps, id, course);
    expect(await kept()).not.toMatch(/rosalind/iu);
    expect(await inCopyOf(deps, ticket.id)).toEqual([]);
    expect(await eraseTraces(deps, id, course)).toEqual({ renamed: 0 });
    const { participants } = (await deps.tickets.find(ticket.id))!;
    expect(participants!.map(({ fingerprint }) => fingerprint)).toEqual([deps.sealer.fingerprint(email)]);
  });

  it('are also erased after an earlier removal, and if a process dies midway', async () => {
    const { deps, mongo } = holdfast;
    const { id, ticket, participantId } = await somebodyInCopy('Sibylla');
    await removeParticipant(deps, alice!, ticket.id, participantId);
    await erasePerson(deps, doer, id);
    const { personalData } = deps;
    const renameOnTicket = () => Promise.reject(new Error('killed'));
    const dying = { ...deps, personalData: Object.assign(Object.create(personalData), { renameOnTicket }) };
    await expect(eraseTraces(dying, id, course)).rejects.toThrow('killed');
    await eraseTraces(deps, id, course);
    const said = await mongo.collection('comments').find({ ticketId: ticket.id }).toArray();
    expect(said.map((comment) => comment['author'].name)).toEqual(['Bob', 'Erased person']);
  });

  it('are found by an index', async () => {
    const { deps, mongo } = holdfast;
    const fingerprint = deps.sealer.fingerprint('nobody@c.example');
    const plan = await mongo
      .collection('tickets')
      .find({ 'participants.fingerprint': fingerprint })
      .hint('in_copy')
      .explain('executionStats');
    expect(plan['executionStats'].totalDocsExamined).toBe(0);
  });
});
