import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { removeChoice } from '../../../src/app/desk/choices.js';
import { writeMail } from '../../../src/app/mail/write-mail.js';
import { createTicket } from '../../../src/app/tickets/create-ticket.js';
import { actorOf } from '../../../src/domain/access/actor.js';
import { ticketDeliveries } from '../../../src/domain/mail/delivery.js';
import { startHoldfast, type Holdfast } from '../../support/holdfast.js';

let holdfast: Holdfast;
beforeAll(async () => {
  holdfast = await startHoldfast({ worker: false });
});
afterAll(() => holdfast.close());

it('a mail to staff names the category in their language, also a retired one', async () => {
  const { deps } = holdfast;
  const [alice, bob, maya] = await Promise.all(
    ['alice', 'bob', 'maya'].map((name) => deps.users.findByEmail(`${name}@holdfast.local`)),
  );
  const input = { title: 'VPN drops', description: 'Every ten minutes.', category: 'network' };
  const ticket = await createTicket(deps, actorOf(alice!), { source: 'api', input, id: deps.newId() });
  const event = { id: 'event-1', ticketId: ticket.id, at: ticket.createdAt, details: {} };
  const [delivery] = ticketDeliveries(event, [{ kind: 'assigned', recipients: [bob!] }]);
  await removeChoice(deps, actorOf(maya!), 'categories', 'network');
  const textIn = async (language: 'de' | null) =>
    (await writeMail(deps, { delivery: delivery!, recipient: { ...bob!, language }, ticket, comment: null }))
      .text;
  expect(await textIn('de')).toMatch(/Kategorie: +Netzwerk/u);
  expect(await textIn(null)).toMatch(/Category: +Network/u);
});
