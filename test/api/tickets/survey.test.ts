import { describe, expect, it } from '@jest/globals';
import { SlidingWindowLimiter } from '../../../src/adapters/limits/sliding-window.js';
import { MemoryCounters } from '../../../src/adapters/limits/memory-counters.js';
import { generalLimits } from '../../../src/domain/operations/rate-limits.js';
import { surveyId } from '../../../src/domain/tickets/survey.js';
import { dataOf } from '../../support/http-client.js';
import { waitFor } from '../../support/wait-for.js';
import { aboutPerson, accountsOf, USER } from '../../support/api/accounts.js';
import { about, TICKET, withPeople } from '../../support/api/people.js';
import { serveWith } from '../../support/api/serve.js';

const people = withPeople({ worker: true });
const { someone } = accountsOf(people);

const DAY_MS = 24 * 60 * 60_000;
type Person = typeof people.bob;

async function resolved(client: Person = people.alice, title = 'VPN drops every ten minutes') {
  const { number } = await people.ticket({ title }, client);
  return resolve(number);
}

const resolve = (number: string) =>
  dataOf(people.bob.api.POST(`${TICKET}/resolve`, { ...about(number), body: { resolution_code: 'fixed' } }));

const read = (number: string, { api }: Person = people.maya) => dataOf(api.GET(TICKET, about(number)));

const activities = async (number: string) =>
  (await dataOf(people.alice.api.GET(`${TICKET}/activities`, about(number)))).activities;

const ratings = async (number: string) =>
  (await activities(number))
    .filter(({ action }) => action === 'ticket.rated')
    .map(({ details }) => details['satisfaction']);

type Resolved = Awaited<ReturnType<typeof resolved>>;

function linkOf(
  { id, requester, resolved_at }: Resolved,
  changes: { by?: string; ageMs?: number } = {},
): string {
  const resolvedAt = new Date(new Date(resolved_at!).getTime() - (changes.ageMs ?? 0));
  const survey = { ticketId: id, requesterId: changes.by ?? requester.id, resolvedAt };
  return `${people.holdfast.url}/s/${people.holdfast.deps.mailedSecrets.token(surveyId(survey))}`;
}

async function get(link: string) {
  const response = await fetch(link);
  return { status: response.status, page: await response.text(), headers: response.headers };
}

async function post(
  link: string,
  form: Record<string, string> | string,
  headers: Record<string, string> = {},
) {
  const response = await fetch(link, { method: 'POST', body: new URLSearchParams(form), headers });
  return { status: response.status, page: await response.text() };
}

it('the page is in the language of the requester, else of their browser', async () => {
  const link = linkOf(await resolved());
  const german = { 'accept-language': 'de-AT,de;q=0.9,en;q=0.5' };
  const ask = async () => (await fetch(link, { headers: german })).text();
  expect(await ask()).toMatch(/<html lang="de">[^]*Wie zufrieden sind Sie mit der Lösung\?/u);
  const wrong = await post(link, { score: '7' }, german);
  expect([wrong.status, wrong.page]).toEqual([422, expect.stringContaining('Wählen Sie eine der fünf')]);
  const cut = await (await fetch(link.slice(0, -5), { headers: german })).text();
  expect(cut).toMatch(
    /<html lang="de">[^]*Dieser Link funktioniert nicht[^]*lang="en">This link is incomplete/u,
  );
  const path = '/api/v1/users/me/notifications';
  const { body } = await people.alice.get(path);
  expect((await people.alice.put(path, { ...body, language: 'es' })).status).toBe(200);
  expect(await ask()).toContain('<html lang="es">');
  expect((await post(link, { score: '4' }, german)).page).toContain('Hemos guardado su respuesta.');
  expect((await people.alice.put(path, body)).status).toBe(200);
});

describe('the mail about a resolution', () => {
  const isAbout = (number: string) => (mail: { subject?: string | undefined }) =>
    mail.subject?.startsWith(`[${number}] Resolved`) === true;

  it('asks the requester, with a link that stores the answer', async () => {
    const { number } = await resolved();
    const [mail] = await people.holdfast.sink.received(1, isAbout(number));
    const link = /\/s\/\S+/u.exec(mail!.text!)![0];
    expect(mail!.html).toContain(`${link}?score=5`);
    const { status, page } = await get(`${people.holdfast.url}${link}?score=4`);
    expect([status, page]).toEqual([200, expect.stringMatching(/value="4"\s+required\s+checked/u)]);
    expect((await read(number)).satisfaction).toBeNull();
    expect((await post(people.holdfast.url + link, { score: '5' })).status).toBe(200);
    expect((await read(number)).satisfaction).toMatchObject({ score: 5, comment: null });
  });

  it('has the same link when it is sent again', async () => {
    const { id, number } = await resolved();
    const [first] = await people.holdfast.sink.received(1, isAbout(number));
    const query = { ticket: id, kind: ['resolved' as const] };
    const { deliveries } = await dataOf(
      people.admin.api.GET('/api/v1/admin/deliveries', { params: { query } }),
    );
    const params = { path: { delivery: deliveries[0]!.id } };
    await dataOf(people.admin.api.POST('/api/v1/admin/deliveries/{delivery}/resend', { params }));
    const [, again] = await people.holdfast.sink.received(2, isAbout(number));
    expect(again!.text).toBe(first!.text);
  });

  it('is sent once for each resolution, and not to a requester who resolves their own ticket', async () => {
    const { number } = await resolved();
    await dataOf(people.alice.api.POST(`${TICKET}/reopen`, { ...about(number), body: {} }));
    const status = { ...about(number), body: { status: 'resolved' as const } };
    await dataOf(people.maya.api.PATCH(`${TICKET}/status`, status));
    const mails = await people.holdfast.sink.received(2, isAbout(number));
    expect(new Set(mails.map(({ text }) => /\/s\/\S+/u.exec(text!)![0])).size).toBe(2);

    const own = await resolved(people.maya);
    await dataOf(people.maya.api.POST(`${TICKET}/reopen`, { ...about(own.number), body: {} }));
    await dataOf(people.maya.api.POST(`${TICKET}/resolve`, { ...about(own.number), body: {} }));
    const deliveries = people.holdfast.mongo.collection('deliveries');
    expect(await deliveries.countDocuments({ ticketId: own.id, kind: 'resolved' })).toBe(1);
  });

  it('is not sent for merged or cancelled tickets', async () => {
    const [gone, into, cancelled] = [await people.ticket(), await people.ticket(), await people.ticket()];
    const merge = { ...about(gone.number), body: { into: into.number } };
    await dataOf(people.bob.api.POST(`${TICKET}/merge`, merge));
    await dataOf(people.bob.api.POST(`${TICKET}/cancel`, { ...about(cancelled.number), body: {} }));
    const deliveries = people.holdfast.mongo.collection('deliveries');
    const ids = [gone.id, into.id, cancelled.id];
    expect(await deliveries.countDocuments({ ticketId: { $in: ids }, kind: 'resolved' })).toBe(0);
  });
});

describe('the page of a survey', () => {
  it('needs no script, labels every field, and shows only number and title of the ticket', async () => {
    const ticket = await resolved(people.alice, 'Printer <b>jams</b> & "smokes"');
    const { status, page, headers } = await get(linkOf(ticket));
    expect(status).toBe(200);
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(headers.get('cache-control')).toBe('no-store');
    expect(page).toContain(`${ticket.number}: Printer &lt;b&gt;jams&lt;/b&gt; &amp; &quot;smokes&quot;`);
    expect(page).toMatch(/<html lang="en">[^]*<fieldset[^]*<legend>/u);
    expect(page.match(/<label class="choice">\s*<input\s+type="radio"/gu)).toHaveLength(5);
    expect(page).toMatch(/<label for="comment">[^]*id="comment"/u);
    expect(page).not.toMatch(/<script|Since this morning|Alice|Bob/u);
  });

  it('stores nothing on GET, also by programs that follow links', async () => {
    const ticket = await resolved();
    for (const method of ['GET', 'HEAD']) await fetch(`${linkOf(ticket)}?score=1`, { method });
    expect((await read(ticket.number)).satisfaction).toBeNull();
    expect(await ratings(ticket.number)).toEqual([]);
  });

  it.each(['0', '6', '5.0', '0x5', '', 'x', '1&score=2'])(
    'chooses nothing for a score of %j',
    async (score) => {
      const { status, page } = await get(`${linkOf(await resolved())}?score=${score}`);
      expect([status, page.includes('checked')]).toEqual([200, false]);
    },
  );
});

describe('an answer', () => {
  it('is on the ticket for its requester and staff, and in the activity log without its text', async () => {
    const ticket = await resolved();
    const comment = 'Quick,\r\nand <script>alert(1)</script> friendly.';
    const { status, page } = await post(linkOf(ticket), { score: '4', comment });
    expect([status, page]).toEqual([200, expect.stringContaining('Thank you')]);
    const satisfaction = { score: 4, comment: comment.replace('\r', ''), at: expect.any(String) };
    expect((await read(ticket.number)).satisfaction).toEqual(satisfaction);
    expect((await read(ticket.number, people.alice)).satisfaction).toEqual(satisfaction);
    expect((await activities(ticket.number)).at(-1)).toMatchObject({
      action: 'ticket.rated',
      actor: { name: 'Alice' },
      details: { satisfaction: { from: null, to: 4 }, has_comment: true },
    });
  });

  it('can be changed, and counts once if it is sent repeatedly', async () => {
    const ticket = await resolved();
    const link = linkOf(ticket);
    for (const score of ['2', '2', '3', '3']) expect((await post(link, { score })).status).toBe(200);
    expect((await get(link)).page).toContain('You have already answered.');
    expect(await ratings(ticket.number)).toEqual([
      { from: null, to: 2 },
      { from: 2, to: 3 },
    ]);
  });

  it('that is sent many times at once is stored whole, and equal ones once', async () => {
    const [same, mixed] = [await resolved(), await resolved()];
    const clicks = await Promise.all([1, 2, 3, 4].map(() => post(linkOf(same), { score: '5' })));
    expect(clicks.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect(await ratings(same.number)).toEqual([{ from: null, to: 5 }]);

    const scores = ['1', '2', '3', '4'];
    await Promise.all(scores.map((score) => post(linkOf(mixed), { score, comment: `It was a ${score}.` })));
    const { satisfaction } = await read(mixed.number);
    expect(satisfaction!.comment).toBe(`It was a ${satisfaction!.score}.`);
  });

  it.each([
    ['nothing', {}, 'Choose one'],
    ['no score', { comment: 'Hm.' }, 'Choose one'],
    ['a score that there is not', { score: '6' }, 'Choose one'],
    ['two scores', 'score=1&score=2', 'Choose one'],
    ['a score that is an object', 'score[$gt]=0', 'Choose one'],
    ['two comments', 'score=1&comment=a&comment=b', 'must be a single text'],
    ['a comment without end', { score: '3', comment: 'x'.repeat(2_001) }, 'at most 2000 characters'],
  ])('is requested again when %s is sent', async (_, form, fault) => {
    const ticket = await resolved();
    const { status, page } = await post(linkOf(ticket), form);
    expect([status, page]).toEqual([422, expect.stringContaining('role="alert"')]);
    expect(page).toContain(fault);
    expect((await read(ticket.number)).satisfaction).toBeNull();
  });

  it('keeps the typed text, escaped, when it is requested again', async () => {
    const { page } = await post(linkOf(await resolved()), { score: '9', comment: '</textarea><script>' });
    expect(page).toContain('&lt;/textarea&gt;&lt;script&gt;</textarea');
  });

  it('accepts 2000 characters of any script, and limits the body to what they need', async () => {
    const ticket = await resolved();
    const comment = '😀'.repeat(2_000);
    expect((await post(linkOf(ticket), { score: '3', comment })).status).toBe(200);
    expect((await read(ticket.number)).satisfaction).toMatchObject({ comment });
    const { status, page } = await post(linkOf(ticket), { score: '3', comment: 'x'.repeat(40_000) });
    expect([status, page]).toEqual([413, expect.stringContaining('too large')]);
  });

  it('is accepted as a form only', async () => {
    const headers = { 'Content-Type': 'application/json' };
    const response = await fetch(linkOf(await resolved()), {
      method: 'POST',
      body: '{"score":"5"}',
      headers,
    });
    expect(response.status).toBe(415);
  });
});

describe('a link', () => {
  const both = async (link: string) => {
    const [shown, sent] = [await get(link), await post(link, { score: '5' })];
    expect(shown.page).toContain('role="alert"');
    return [shown.status, sent.status];
  };

  it('that is garbled, forged, cut or made for something else leads nowhere', async () => {
    const ticket = await resolved();
    const link = linkOf(ticket);
    const { mailedSecrets } = people.holdfast.deps;
    const tokens = [
      'x',
      'survey~a~b~1.AAAA',
      '%00',
      'a'.repeat(4_000),
      link.split('/').at(-1)!.slice(0, -1),
      link.split('/').at(-1)!.replace(ticket.id, 'another'),
      mailedSecrets.token(ticket.id),
      mailedSecrets.token(`survey~${ticket.id}`),
    ];
    for (const token of tokens) expect(await both(`${people.holdfast.url}/s/${token}`)).toEqual([404, 404]);
    expect((await get(`${people.holdfast.url}/s/%ZZ`)).status).toBeGreaterThanOrEqual(400);
    expect((await get(`${people.holdfast.url}/s/`)).status).toBe(404);
    expect((await fetch(link, { method: 'PUT' })).status).toBe(405);
  });

  it('to another’s ticket leads nowhere, and neither does it open their account', async () => {
    const ticket = await resolved();
    expect(await both(linkOf(ticket, { by: await people.idOf(people.bob) }))).toEqual([404, 404]);
    const token = linkOf(ticket).split('/').at(-1)!;
    expect((await get(`${people.holdfast.url}/reset-password/${token}`)).status).toBe(410);
  });

  it('ends when the ticket is reopened, and stays ended', async () => {
    const ticket = await resolved();
    await post(linkOf(ticket), { score: '1' });
    await dataOf(people.alice.api.POST(`${TICKET}/reopen`, { ...about(ticket.number), body: {} }));
    expect(await both(linkOf(ticket))).toEqual([410, 410]);
    const again = await resolve(ticket.number);
    expect(await both(linkOf(ticket))).toEqual([410, 410]);
    expect(again.satisfaction).toMatchObject({ score: 1 });
    expect((await get(linkOf(again))).page).not.toContain('already answered');
    expect((await post(linkOf(again), { score: '1' })).status).toBe(200);
    expect((await read(ticket.number)).satisfaction!.at).not.toBe(again.satisfaction!.at);
  });

  it('is valid on a closed ticket for 30 days', async () => {
    const ticket = await resolved();
    await people.alice.post(`/api/v1/tickets/${ticket.number}/close`, { resolution_code: 'fixed' });
    const tickets = people.holdfast.mongo.collection<{ _id: string }>('tickets');
    const age = async (ageMs: number) => {
      const resolvedAt = new Date(new Date(ticket.resolved_at!).getTime() - ageMs);
      await tickets.updateOne({ _id: ticket.id }, { $set: { resolvedAt } });
      return both(linkOf(ticket, { ageMs }));
    };
    expect((await get(linkOf(ticket))).status).toBe(200);
    expect(await post(linkOf(ticket), { score: '5' })).toMatchObject({ status: 200 });
    expect(await age(30 * DAY_MS)).toEqual([410, 410]);
  });

  it('is rate limited', async () => {
    const link = linkOf(await resolved());
    const limits = {
      limiter: new SlidingWindowLimiter(new MemoryCounters()),
      ...generalLimits({ account: 1000, address: 1000 }),
    };
    await serveWith(people.holdfast, { limits }, async (client) => {
      const url = client.url + new URL(link).pathname;
      for (let index = 0; index < 60; index += 1) await post(url, {});
      const response = await fetch(url, { method: 'POST' });
      expect([response.status, Number(response.headers.get('retry-after')) > 0]).toEqual([429, true]);
      expect(await response.text()).toContain('Try again in');
      expect((await get(url)).status).toBe(200);
    });
  });
});

describe('the answer of a person', () => {
  it('is in the export of their data; erasure deletes the text and keeps the score', async () => {
    const { id, client } = await someone();
    const ticket = await resolved(client);
    await post(linkOf(ticket), { score: '2', comment: 'I, Erin of Room 7, was unhappy.' });
    const exported = await dataOf(client.api.GET(`${USER}/export`, aboutPerson(id)));
    if (!('tickets' in exported)) throw new Error('A job took so little for much.');
    expect(exported.tickets[0]!.satisfaction).toMatchObject({ comment: expect.stringContaining('Erin') });
    await people.admin.api.DELETE(USER, aboutPerson(id));
    await waitFor('the words to be gone', async () => {
      const { satisfaction } = await read(ticket.number);
      return satisfaction!.comment === null ? satisfaction : undefined;
    });
    expect((await read(ticket.number)).satisfaction).toMatchObject({ score: 2 });
    expect((await get(linkOf(ticket))).status).toBe(410);
  });
});

it('the signed-in requester rates without a link, as often as they change their mind', async () => {
  const rate = ({ api }: Person, number: string, score: number, comment: string | null = null) =>
    api.PUT(`${TICKET}/satisfaction`, { ...about(number), body: { score, comment } });
  const { number: open } = await people.ticket({ title: 'Not resolved yet' }, people.alice);
  expect((await rate(people.alice, open, 4)).response.status).toBe(409);
  const { number } = await resolved();
  expect((await rate(people.bob, number, 5)).response.status).toBe(403);
  expect((await dataOf(rate(people.alice, number, 2, 'Slow'))).satisfaction).toMatchObject({ score: 2 });
  expect((await dataOf(rate(people.alice, number, 5))).satisfaction).toMatchObject({
    score: 5,
    comment: null,
  });
  await dataOf(rate(people.alice, number, 5));
  expect(await ratings(number)).toHaveLength(2);
});
