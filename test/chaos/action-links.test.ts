import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { freePorts } from '../../src/dev/servers/ports.js';
import { assignmentMails, pathsIn, postForm } from '../support/tickets/action-links.js';
import { startHoldfast, type Holdfast } from '../support/holdfast.js';
import { startService } from '../support/processes/service.js';
import { submit, ticketWhen, trail } from '../support/tickets/tickets.js';
import { waitFor } from '../support/wait-for.js';

describe('a button in an assignment mail', () => {
  let holdfast: Holdfast;
  let url: string;
  let port: Readonly<Record<string, string>>;
  beforeAll(async () => {
    holdfast = await startHoldfast();
    const [free = 0] = await freePorts(1);
    url = `http://127.0.0.1:${free}`;
    port = { PORT: String(free) };
  });
  afterAll(() => holdfast.close());

  async function assignedTicket() {
    const { number } = await submit(await holdfast.client('alice'));
    const [mail] = await assignmentMails(holdfast, number);
    return { number, paths: pathsIn(mail!) };
  }

  const actionsOf = async (number: string) =>
    (await trail(await holdfast.client('maya'), number))
      .filter(({ actor }) => actor.name === 'Bob')
      .map(({ action }) => action);

  it('has acted once when the API is killed between the commit and the answer, and it is pressed again', async () => {
    const { number, paths } = await assignedTicket();
    const dying = await startService(holdfast, 'test/chaos/fixtures/dying-api.ts', 'api ready', port);
    try {
      await expect(postForm(url + paths.resolve, { comment: 'It works.' })).rejects.toThrow();
      expect(await dying.ended).toBe('SIGKILL');
    } finally {
      await dying.kill();
    }
    const { status, page } = await postForm(holdfast.url + paths.resolve, { comment: 'It works.' });
    expect([status, page]).toEqual([200, expect.stringMatching(/Already done[^]*now resolved/u)]);
    const resolution = ['ticket.status_changed', 'ticket.commented', 'ticket.status_changed'];
    expect(await actionsOf(number)).toEqual(resolution);
  });

  it('acts while Temporal is down, and the ticket continues when it is back', async () => {
    const { number, paths } = await assignedTicket();
    await holdfast.stopWorker();
    const api = await startService(holdfast, 'src/server.ts', 'api ready', {
      ...port,
      TEMPORAL_ADDRESS: '127.0.0.1:1',
    });
    try {
      const { status } = await postForm(url + paths.decline, { reason: 'I am away.' });
      expect(status).toBe(200);
    } finally {
      await api.kill();
    }
    const maya = await holdfast.client('maya');
    await ticketWhen(maya, number, 'free', ({ assignee, status }) => assignee === null && status === 'open');
    await holdfast.startWorker();
    await waitFor('the ticket to be offered to others, and queued', async () =>
      (await trail(maya, number)).at(-1)?.action === 'ticket.queued' ? true : undefined,
    );
  });
});
