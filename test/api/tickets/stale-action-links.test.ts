import { beforeAll, describe, expect, it } from '@jest/globals';
import { actionLinkId } from '../../../src/domain/tickets/signed-links/action-link.js';
import { LINK_ACTIONS, linkId } from '../../../src/domain/tickets/signed-links/mailed-links.js';
import { assignmentMails, getPage, pathsIn, postForm } from '../../support/tickets/action-links.js';
import { dataOf } from '../../support/http-client.js';
import { waitFor } from '../../support/wait-for.js';
import { accountsOf, editPerson } from '../../support/api/accounts.js';
import { about, TICKET, withPeople } from '../../support/api/people.js';
import { serveWith } from '../../support/api/serve.js';

const people = withPeople({ worker: true });
const { someone } = accountsOf(people);
beforeAll(async () => {
  await dataOf(editPerson(people.admin.at(1), await people.idOf(people.bob), { capacity: 1_000 }));
});

const TITLE = 'Printer smokes';
const DAY_MS = 24 * 60 * 60_000;
const FORM = { reason: 'I am away.' };

const assign = (number: string, assignee_id: string | null) =>
  dataOf(people.maya.api.PATCH(`${TICKET}/assign`, { ...about(number), body: { assignee_id } }));

/** A ticket that somebody has been given by hand, and where the buttons of the mail about it lead. */
async function assignedTo(assigneeId: string) {
  const { id, number } = await people.ticket({ title: TITLE });
  await assign(number, null);
  await assign(number, assigneeId);
  const mine = await waitFor('the mail', async () =>
    (await assignmentMails(people.holdfast, number)).find(({ text }) => text?.includes(assigneeId) === true),
  );
  const paths = pathsIn(mine);
  return { id, number, paths, url: (action: keyof typeof paths) => people.holdfast.url + paths[action] };
}

const assignedToBob = async () => assignedTo(await people.idOf(people.bob));

/** What the page and the button say, of which neither may have changed anything. */
async function both(url: string) {
  const [shown, sent] = [await getPage(url), await postForm(url, FORM)];
  for (const { page } of [shown, sent]) expect(page).toContain('role="alert"');
  return { statuses: [shown.status, sent.status], page: sent.page };
}

const version = async (number: string) => (await dataOf(people.maya.api.GET(TICKET, about(number)))).version;

describe('a forged link', () => {
  it('leads nowhere, and reveals nothing about any ticket', async () => {
    const { id, number, paths } = await assignedToBob();
    const { mailedSecrets } = people.holdfast.deps;
    const token = paths.accept.split('/').at(-1)!;
    const bob = await people.idOf(people.bob);
    const tokens = [
      'x',
      '%00',
      'a'.repeat(4_000),
      token.slice(0, -1),
      token.replace('accept', 'decline'),
      token.replace(bob, await people.idOf(people.carol)),
      mailedSecrets.token(id),
      mailedSecrets.token(linkId('action', 'accept', id, bob)),
      mailedSecrets.token(linkId('action', 'delete', id, bob, '1')),
      mailedSecrets.token(linkId('survey', id, bob, '1')),
    ];
    for (const forged of tokens) {
      const { statuses, page } = await both(`${people.holdfast.url}/a/${forged}`);
      expect(statuses).toEqual([404, 404]);
      expect(page).not.toMatch(new RegExp(`${TITLE}|${number}|Bob`, 'u'));
    }
    expect((await getPage(`${people.holdfast.url}/s/${token}`)).status).toBe(404);
    expect((await getPage(`${people.holdfast.url}/reset-password/${token}`)).status).toBe(410);
    expect((await getPage(`${people.holdfast.url}/a/`)).status).toBe(404);
  });
});

describe('an expired link', () => {
  it('works until it expires, then says so', async () => {
    const { paths, number } = await assignedToBob();
    const before = await version(number);
    const after = (ms: number) => ({ clock: { now: () => new Date(Date.now() + ms) } });
    await serveWith(people.holdfast, after(7 * DAY_MS), async ({ url }) => {
      const { statuses, page } = await both(url + paths.accept);
      expect([statuses, page]).toEqual([[410, 410], expect.stringContaining('for 7 days')]);
      expect(page).toContain(`/tickets/${number}?mailed`);
    });
    await serveWith(people.holdfast, { actionLinkDays: 8, ...after(7 * DAY_MS) }, async ({ url }) => {
      expect((await getPage(url + paths.accept)).status).toBe(200);
    });
    expect(await version(number)).toBe(before);
  });

  it('ends with the assignment, also if the same person gets the ticket again', async () => {
    const { number, url } = await assignedToBob();
    await assign(number, await people.idOf(people.carol));
    for (const action of LINK_ACTIONS) {
      const { statuses, page } = await both(url(action));
      expect([statuses, page]).toEqual([
        [410, 410],
        expect.stringContaining('belongs to an earlier assignment'),
      ]);
    }
    await assign(number, await people.idOf(people.bob));
    expect((await both(url('accept'))).statuses).toEqual([410, 410]);
    const [, again] = await waitFor('the second mail', async () => {
      const mails = (await assignmentMails(people.holdfast, number)).filter(({ text }) =>
        text?.startsWith('Hello Bob'),
      );
      return mails.length > 1 ? mails : undefined;
    });
    expect((await postForm(people.holdfast.url + pathsIn(again!).accept)).status).toBe(200);
  });

  it('and does nothing for a person who never had the ticket', async () => {
    const { id, number } = await assignedToBob();
    const stored = await people.holdfast.deps.tickets.find(number);
    const link = {
      action: 'accept',
      ticketId: id,
      personId: await people.idOf(people.carol),
      assignedAt: stored!.assignment!.at,
    } as const;
    const token = people.holdfast.deps.mailedSecrets.token(actionLinkId(link));
    expect((await both(`${people.holdfast.url}/a/${token}`)).statuses).toEqual([410, 410]);
  });
});

describe('a link to a ticket', () => {
  it('that was deleted says so, and shows nothing of the ticket', async () => {
    const { number, url } = await assignedToBob();
    const params = { path: { ticket: number }, query: { reason: 'Private.' } };
    await people.admin.api.DELETE(TICKET, { params });
    const { statuses, page } = await both(url('accept'));
    expect([statuses, page]).toEqual([[410, 410], expect.stringContaining('The ticket was deleted')]);
    expect(page).not.toContain(TITLE);
  });

  it('that was merged leads to the target ticket', async () => {
    const { number, url } = await assignedToBob();
    const into = await people.ticket();
    const body = { into: into.number };
    await dataOf(people.maya.api.POST(`${TICKET}/merge`, { ...about(number), body }));
    const { statuses, page } = await both(url('resolve'));
    expect([statuses, page]).toEqual([[410, 410], expect.stringContaining(`merged into ${into.number}`)]);
    expect(page).toContain(`/tickets/${into.number}?mailed"`);
  });

  it('that is over or was resolved in another way does nothing', async () => {
    const [gone, done] = [await assignedToBob(), await assignedToBob()];
    await dataOf(people.alice.api.POST(`${TICKET}/cancel`, { ...about(gone.number), body: {} }));
    await dataOf(people.maya.api.POST(`${TICKET}/resolve`, { ...about(done.number), body: {} }));
    const [goneAt, doneAt] = [await version(gone.number), await version(done.number)];
    for (const action of LINK_ACTIONS) {
      expect((await both(gone.url(action))).statuses).toEqual([410, 410]);
      const { statuses, page } = await both(done.url(action));
      expect([statuses, page]).toEqual([[409, 409], expect.stringContaining('is resolved')]);
    }
    expect([await version(gone.number), await version(done.number)]).toEqual([goneAt, doneAt]);
  });

  it('that was accepted over the API can only be resolved', async () => {
    const { number, url } = await assignedToBob();
    await dataOf(people.bob.api.POST(`${TICKET}/accept`, about(number)));
    for (const action of ['accept', 'start', 'decline'] as const) {
      expect((await both(url(action))).statuses).toEqual([409, 409]);
    }
    expect((await postForm(url('resolve'))).status).toBe(200);
  });

  it('that lacks a required field names the field, and resolves the ticket once it is set', async () => {
    const { number, url } = await assignedToBob();
    const rules = { type: 'text' as const };
    const body = { key: 'cause', label: 'Cause', rules, required: 'to_resolve' as const };
    await dataOf(people.admin.api.POST('/api/v1/custom-fields', { body }));
    const { statuses, page } = await both(url('resolve'));
    expect([statuses, page]).toEqual([
      [422, 422],
      expect.stringContaining('custom_fields.cause is required'),
    ]);
    expect(page).toContain(`/tickets/${number}?mailed`);
    const filledIn = { ...about(number), body: { custom_fields: { cause: 'Dust' } } };
    await dataOf(people.maya.api.PATCH(TICKET, filledIn));
    expect((await postForm(url('resolve'))).status).toBe(200);
  });
});

describe('a link of a person', () => {
  it('who was deactivated, or is no longer a moderator, is refused at once', async () => {
    const [leaver, demoted] = [await someone('moderator'), await someone('moderator')];
    const [left, lost] = [await assignedTo(leaver.id), await assignedTo(demoted.id)];
    await people.holdfast.stopWorker();
    try {
      await dataOf(editPerson(people.admin, leaver.id, { is_active: false }));
      await dataOf(editPerson(people.admin, demoted.id, { role: 'user' }));
      for (const action of LINK_ACTIONS) {
        const gone = await both(left.url(action));
        expect([gone.statuses, gone.page]).toEqual([[403, 403], expect.stringContaining('no longer active')]);
        const down = await both(lost.url(action));
        expect([down.statuses, down.page]).toEqual([[403, 403], expect.stringContaining('Your role')]);
      }
      await dataOf(editPerson(people.admin, demoted.id, { role: 'manager' }));
      expect((await both(lost.url('accept'))).statuses).toEqual([403, 403]);
      expect((await postForm(lost.url('start'))).status).toBe(200);
    } finally {
      await people.holdfast.startWorker();
    }
  });
});
