import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { addComment } from '../../../src/app/tickets/comments/add-comment.js';
import { createTicket } from '../../../src/app/tickets/create-ticket.js';
import type { Ticket } from '../../../src/domain/tickets/ticket.js';
import { startHoldfast, type Holdfast } from '../../support/holdfast.js';
import { personOf, type Person } from '../../support/mail/inbound-tickets.js';

let holdfast: Holdfast;
let [alice, bob, carol]: Person[] = [];
let ticket: Ticket;

beforeAll(async () => {
  holdfast = await startHoldfast({ worker: false });
  [alice, bob, carol] = await Promise.all(
    ['alice', 'bob', 'carol'].map((name) => personOf(holdfast.deps, name)),
  );
  const input = { title: 'VPN drops', description: 'Since this morning.' };
  ticket = await createTicket(holdfast.deps, alice!, { source: 'api', input, id: randomUUID() });
});
afterAll(() => holdfast.close());

const say = (body: string, by: Person, isInternal = false) =>
  addComment(holdfast.deps, by, ticket.id, { body, isInternal }, randomUUID());
const codesOf = ({ id }: Person) => holdfast.deps.codes.live(id, ['sign_in'], new Date());
const halves = (code: string) => `${code.slice(0, 3)} ${code.slice(3)}`;

async function codeFor(who: Person): Promise<string> {
  const nobody = await holdfast.client();
  await nobody.post('/api/v1/auth/request-otp', { email: `${who.name.toLowerCase()}@holdfast.local` });
  const [code] = await codesOf(who);
  return holdfast.deps.mailedSecrets.code(code!.id);
}

describe('a sign-in code of staff', () => {
  it('ends if its owner shows it to a requester, as one number or in two halves', async () => {
    await say(`My code is ${halves(await codeFor(bob!))}.`, bob!);
    expect(await codesOf(bob!)).toEqual([]);
    await say(await codeFor(bob!), bob!);
    expect(await codesOf(bob!)).toEqual([]);
  });

  it('stays valid in an internal note, and in texts of other people', async () => {
    const [code, carols] = [await codeFor(bob!), await codeFor(carol!)];
    await say(halves(code), bob!, true);
    await say(`Is it ${code}, or ${carols}?`, alice!);
    await say(`No, ${carols}.`, bob!);
    expect((await codesOf(bob!)).length + (await codesOf(carol!)).length).toBe(2);
  });

  it('ends if the text has more numbers than are compared', async () => {
    const code = await codeFor(bob!);
    const others = Array.from({ length: 20_001 }, (_, index) => String(100_000 + index));
    const numbers = others.filter((number) => number !== code);
    await say(numbers.slice(0, 1_000).join(' '), bob!);
    expect(await codesOf(bob!)).toHaveLength(1);
    const content = Buffer.from(numbers.join(' '));
    const file = { id: randomUUID(), name: 'numbers.txt', type: 'text/plain', sizeBytes: content.length };
    await holdfast.deps.attachments.keep(file.id, content);
    const shown = { body: 'All of them.', isInternal: false, attachments: [file] };
    await addComment(holdfast.deps, bob!, ticket.id, shown, randomUUID());
    expect(await codesOf(bob!)).toEqual([]);
  });
});
