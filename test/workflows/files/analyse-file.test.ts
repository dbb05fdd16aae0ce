import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ERROR_DIALOG } from '../../../src/cli/demo/error-dialog.js';
import { upload } from '../../support/files/uploads.js';
import { startHoldfast, type Holdfast } from '../../support/holdfast.js';
import type { Client } from '../../support/http-client.js';
import { ticketWhen, trail } from '../../support/tickets/tickets.js';
import { waitFor } from '../../support/wait-for.js';

let holdfast: Holdfast;
let alice: Client;
let bob: Client;
beforeAll(async () => {
  holdfast = await startHoldfast();
  [alice, bob] = await Promise.all([holdfast.client('alice'), holdfast.client('bob')]);
});
afterAll(() => holdfast.close());

const report = { title: 'It does not work', description: 'See attached.' };

describe('a ticket that says nothing', () => {
  it('is triaged again once its picture is read', async () => {
    const { id } = (await upload(alice, { name: 'screen.png', content: ERROR_DIALOG })).body;
    const { number } = (await alice.post('/api/v1/tickets', { ...report, file_ids: [id] })).body;
    const ticket = await ticketWhen(bob, number, 'its category', ({ category }) => category === 'network');
    expect(ticket.required_skills).toContain('vpn');
    const { body } = await alice.get(`/api/v1/files/${id}/analysis`);
    expect(body).toMatchObject({
      ...{ state: 'ready', kind: 'image', language: 'en', fault: null, error_codes: ['809'] },
      metadata: { width: 586, height: 230 },
      summary: expect.stringContaining('Error 809'),
    });
    const handle = holdfast.temporal.workflow.getHandle(`file/${id}`);
    await waitFor('the end of the analysis', async () =>
      (await handle.describe()).status.name === 'COMPLETED' ? true : undefined,
    );
    const actions = (await trail(bob, number)).map(({ action }) => action);
    // The first triage of the built-in rules is done before a picture is.
    expect(actions.filter((action) => action === 'ticket.triaged')).toHaveLength(2);
  });

  it('stays as a person has changed it', async () => {
    const { id } = (await upload(alice, { name: 'screen.png', content: ERROR_DIALOG })).body;
    const { number } = (await alice.post('/api/v1/tickets', { ...report, file_ids: [id] })).body;
    const chosen = { category: 'email', type: 'technical', priority: 'low' };
    expect((await bob.patch(`/api/v1/tickets/${number}`, chosen)).status).toBe(200);
    const handle = holdfast.temporal.workflow.getHandle(`file/${id}`);
    await handle.result();
    expect((await bob.get(`/api/v1/tickets/${number}`)).body).toMatchObject({
      category: 'email',
      priority: 'low',
    });
  });
});
