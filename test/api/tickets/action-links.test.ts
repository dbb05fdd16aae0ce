import { beforeAll, describe, expect, it } from '@jest/globals';
import { MemoryCounters } from '../../../src/adapters/limits/memory-counters.js';
import { SlidingWindowLimiter } from '../../../src/adapters/limits/sliding-window.js';
import { generalLimits } from '../../../src/domain/operations/rate-limits.js';
import { assignmentMails, getPage, pathsIn, postForm } from '../../support/tickets/action-links.js';
import { dataOf } from '../../support/http-client.js';
import { trail, VPN_TICKET } from '../../support/tickets/tickets.js';
import { editPerson } from '../../support/api/accounts.js';
import { about, TICKET, withPeople } from '../../support/api/people.js';
import { serveWith } from '../../support/api/serve.js';

const people = withPeople({ worker: true });
beforeAll(async () => {
  await dataOf(editPerson(people.admin.at(1), await people.idOf(people.bob), { capacity: 1_000 }));
});

type Person = typeof people.bob;

const read = (number: string, { api }: Person = people.maya) => dataOf(api.GET(TICKET, about(number)));

/** A ticket that Bob has got, and where the buttons of his mail lead. */
async function assignedToBob(title = VPN_TICKET.title) {
  const { id, number } = await people.ticket({ ...VPN_TICKET, title });
  const [mail] = await assignmentMails(people.holdfast, number);
  const paths = pathsIn(mail!);
  const url = (action: keyof typeof paths) => people.holdfast.url + paths[action];
  return { id, number, mail: mail!, paths, url };
}

/** What Bob has done to the ticket, as staff read it. */
async function doneByBob(number: string) {
  const activities = await trail(people.maya, number);
  return activities.filter(({ actor }) => actor.name === 'Bob').map(({ action }) => action);
}

const comments = async (number: string) =>
  (await dataOf(people.maya.api.GET(`${TICKET}/comments`, about(number)))).comments;

const setStatus = (number: string, status: 'waiting_on_user' | 'in_progress') =>
  dataOf(people.maya.api.PATCH(`${TICKET}/status`, { ...about(number), body: { status } }));

describe('an assignment mail', () => {
  it('has a button and a text line for each action, and the same ones when it is sent again', async () => {
    const { id, number, mail, paths, url } = await assignedToBob();
    for (const path of Object.values(paths)) expect(mail.html).toContain(path);
    expect(new Set(Object.values(paths)).size).toBe(4);
    const query = { ticket: id, kind: ['assigned' as const] };
    const sent = await dataOf(people.admin.api.GET('/api/v1/admin/deliveries', { params: { query } }));
    const params = { path: { delivery: sent.deliveries[0]!.id } };
    await dataOf(people.admin.api.POST('/api/v1/admin/deliveries/{delivery}/resend', { params }));
    const [, again] = await assignmentMails(people.holdfast, number, 2);
    expect(pathsIn(again!)).toEqual(paths);
    expect((await getPage(url('accept'))).status).toBe(200);
  });
});

describe('the page behind a button', () => {
  it('is in the language of its reader, else of their browser', async () => {
    const { number, url } = await assignedToBob();
    const french = { headers: { 'accept-language': 'fr' } };
    expect(await (await fetch(url('decline'), french)).text()).toMatch(
      /<html lang="fr">[^]*Vous agissez en tant que Bob\.[^]*Refuser TKT/u,
    );
    const path = '/api/v1/users/me/notifications';
    const { body } = await people.bob.get(path);
    expect((await people.bob.put(path, { ...body, language: 'de' })).status).toBe(200);
    const done = await fetch(url('start'), { ...french, method: 'POST' });
    expect(await done.text()).toMatch(
      /<html lang="de">[^]*Sie haben mit dem Ticket begonnen\.[^]*in Bearbeitung/u,
    );
    expect((await people.bob.put(path, body)).status).toBe(200);
    expect((await read(number)).status).toBe('in_progress');
  });

  it.each(['accept', 'start', 'resolve', 'decline'] as const)(
    'to %s says what will happen, needs no script, and tells of the ticket its number and title only',
    async (action) => {
      const { number, url } = await assignedToBob('VPN <b>drops</b> & "stays"');
      const { status, page, headers } = await getPage(url(action));
      expect(status).toBe(200);
      expect(headers.get('content-security-policy')).toContain("default-src 'none'");
      expect(headers.get('cache-control')).toBe('no-store');
      expect(headers.get('referrer-policy')).toBe('same-origin');
      expect(headers.get('x-robots-tag')).toBe('noindex, nofollow');
      expect(page).toContain(`${number}</strong>: VPN &lt;b&gt;drops&lt;/b&gt; &amp; &quot;stays&quot;`);
      expect(page).toMatch(/<html lang="en">[^]*You act as Bob\.[^]*<form method="post">[^]*<button>/u);
      const fields = [...page.matchAll(/<(?:input|textarea)\s+id="(\w+)"/gu)].map(([, id]) => id);
      for (const id of fields) expect(page).toContain(`<label for="${id}">`);
      expect(page).not.toMatch(/<script|every ten minutes since|Alice/u);
    },
  );

  it('changes nothing on GET, also by programs that follow links', async () => {
    const { number, url } = await assignedToBob();
    const { version } = await read(number);
    for (const action of ['accept', 'start', 'resolve', 'decline'] as const) {
      for (const method of ['GET', 'HEAD']) {
        expect((await fetch(url(action), { method })).status).toBe(200);
      }
      expect((await fetch(url(action), { method: 'PUT' })).status).toBe(405);
    }
    expect((await read(number)).version).toBe(version);
    expect(await doneByBob(number)).toEqual([]);
  });
});

describe('a pressed button', () => {
  it('accepts in the name of its owner, and the activity log says that it was by mail', async () => {
    const { number, url } = await assignedToBob();
    const { status, page } = await postForm(url('accept'));
    expect([status, page]).toEqual([
      200,
      expect.stringMatching(/You have accepted the ticket[^]*now in progress/u),
    ]);
    expect(await read(number)).toMatchObject({ status: 'in_progress', assignee: { name: 'Bob' } });
    expect((await trail(people.maya, number)).at(-1)).toMatchObject({
      action: 'ticket.accepted',
      actor: { type: 'user', name: 'Bob' },
      details: { via: 'mail_link', status: { from: 'open', to: 'in_progress' } },
    });
    expect((await getPage(url('accept'))).page).toContain('Already done');
  });

  it('starts the ticket once: the same link does not end a later wait', async () => {
    const { number, url } = await assignedToBob();
    await setStatus(number, 'waiting_on_user');
    expect((await postForm(url('start'))).page).toContain('You have started work on the ticket.');
    await setStatus(number, 'waiting_on_user');
    const again = await postForm(url('start'));
    expect([again.status, again.page]).toEqual([200, expect.stringContaining('Already done')]);
    expect((await read(number)).status).toBe('waiting_on_user');
    expect(await doneByBob(number)).toEqual(['ticket.status_changed']);
  });

  it('accepts and starts a ticket in progress that is not accepted yet', async () => {
    const { number, url } = await assignedToBob();
    await setStatus(number, 'in_progress');
    expect((await postForm(url('start'))).status).toBe(200);
    expect(await doneByBob(number)).toEqual(['ticket.accepted']);
    const { status, page } = await postForm(url('decline'), { reason: 'Too late.' });
    expect([status, page]).toEqual([409, expect.stringContaining('is accepted')]);
  });

  it('resolves, with a comment for the requester; not again after the ticket was reopened', async () => {
    const { number, url } = await assignedToBob();
    const form = { comment: 'The gateway\r\nis up.', resolution_code: ' fixed ' };
    expect((await postForm(url('resolve'), form)).page).toContain('You have resolved the ticket.');
    expect(await read(number)).toMatchObject({ status: 'resolved', resolution_code: 'fixed' });
    expect(await comments(number)).toMatchObject([{ body: 'The gateway\nis up.', is_internal: false }]);
    await dataOf(people.alice.api.POST(`${TICKET}/reopen`, { ...about(number), body: {} }));
    expect((await postForm(url('resolve'), form)).page).toMatch(/Already done[^]*now in progress/u);
    expect((await read(number)).status).toBe('in_progress');
    expect(await comments(number)).toHaveLength(1);
    const steps = (await trail(people.maya, number)).filter(({ actor }) => actor.name === 'Bob');
    expect(steps.map(({ details }) => details['via'])).toEqual(['mail_link', 'mail_link', 'mail_link']);
  });

  it('resolves without a word', async () => {
    const { number, url } = await assignedToBob();
    expect((await postForm(url('resolve'), { comment: ' \r\n ', resolution_code: '' })).status).toBe(200);
    expect(await read(number)).toMatchObject({ status: 'resolved', resolution_code: null });
    expect(await comments(number)).toEqual([]);
  });

  it('declines with a reason that only staff see', async () => {
    const { number, url } = await assignedToBob();
    const reason = 'I am <b>away</b>.';
    expect((await postForm(url('decline'), { reason })).page).toContain('You have declined the ticket.');
    const told = (await trail(people.maya, number)).find(({ action }) => action === 'ticket.declined');
    expect(told).toMatchObject({ actor: { name: 'Bob' }, details: { reason, via: 'mail_link' } });
    expect(JSON.stringify(await trail(people.alice, number))).not.toContain('away');
    const again = await postForm(url('decline'), { reason: 'Once more.' });
    expect([again.status, again.page]).toEqual([200, expect.stringContaining('Already done')]);
    expect((await postForm(url('accept'))).status).toBe(410);
  });

  it.each([
    ['nothing', {}],
    ['a blank reason', { reason: ' ' }],
  ] as const)('declines with %s as well', async (_, form) => {
    const { number, url } = await assignedToBob();
    expect((await postForm(url('decline'), form)).page).toContain('You have declined the ticket.');
    const told = (await trail(people.maya, number)).find(({ action }) => action === 'ticket.declined');
    expect(told!.details).not.toHaveProperty('reason');
  });

  it.each([
    ['decline', 'an endless reason', { reason: 'x'.repeat(501) }, 'The reason must have at most 500'],
    ['decline', 'two reasons', 'reason=a&reason=b', 'The reason must be a single text.'],
    ['decline', 'an object', 'reason[$gt]=', 'The reason must be a single text.'],
    ['resolve', 'an endless comment', { comment: 'x'.repeat(20_001) }, 'The comment must have at most 20000'],
    [
      'resolve',
      'a code that breaks lines',
      { resolution_code: 'a\tb' },
      'The resolution code must not contain',
    ],
  ] as const)('to %s with %s asks again', async (action, _, form, fault) => {
    const { number, url } = await assignedToBob();
    const { status, page } = await postForm(url(action), form);
    expect([status, page]).toEqual([422, expect.stringContaining(fault)]);
    expect(page).toMatch(/role="alert" id="fault"[^]*aria-invalid="true"\s+aria-describedby="fault"/u);
    expect(await doneByBob(number)).toEqual([]);
  });

  it('accepts the longest comment in any script, escapes what it shows again, and limits the body', async () => {
    const { number, url } = await assignedToBob();
    const shown = await postForm(url('resolve'), {
      comment: '</textarea><b>',
      resolution_code: 'x'.repeat(101),
    });
    expect(shown.page).toContain('&lt;/textarea&gt;&lt;b&gt;</textarea');
    expect((await postForm(url('resolve'), { comment: 'x'.repeat(400_000) })).status).toBe(413);
    const comment = '😀'.repeat(20_000);
    expect((await postForm(url('resolve'), { comment })).status).toBe(200);
    expect(await comments(number)).toMatchObject([{ body: comment }]);
  });
});

describe('a button that is pressed many times at once acts once', () => {
  it.each([
    ['accept', {}, ['ticket.accepted']],
    ['start', {}, ['ticket.status_changed']],
    ['resolve', { comment: 'Done.' }, ['ticket.status_changed', 'ticket.commented', 'ticket.status_changed']],
    ['decline', { reason: 'I am away.' }, ['ticket.declined']],
  ] as const)('to %s acts once; later clicks show that it is done', async (action, form, actions) => {
    const { number, url } = await assignedToBob();
    const taps = await Promise.all([1, 2, 3, 4].map(() => postForm(url(action), form)));
    expect(taps.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect(taps.filter(({ page }) => page.includes('<h1>Already done</h1>'))).toHaveLength(3);
    expect(await doneByBob(number)).toEqual(actions);
  });

  it('and another button at once: one of them acts', async () => {
    const { number, url } = await assignedToBob();
    const [accept, decline] = await Promise.all([
      postForm(url('accept')),
      postForm(url('decline'), { reason: 'I am away.' }),
    ]);
    const isAccepted = accept.status === 200;
    expect([accept.status, decline.status]).toEqual(isAccepted ? [200, 409] : [410, 200]);
    expect(await doneByBob(number)).toEqual([isAccepted ? 'ticket.accepted' : 'ticket.declined']);
  });

  it('is rate limited', async () => {
    const { paths } = await assignedToBob();
    const limits = {
      limiter: new SlidingWindowLimiter(new MemoryCounters()),
      ...generalLimits({ account: 1000, address: 1000 }),
    };
    await serveWith(people.holdfast, { limits }, async (client) => {
      const url = client.url + paths.decline;
      for (let index = 0; index < 120; index += 1) await postForm(url);
      const { status, page, headers } = await postForm(url, { reason: 'I am away.' });
      expect([status, page]).toEqual([429, expect.stringContaining('Try again in')]);
      expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
      expect((await getPage(url)).status).toBe(200);
    });
  });
});
