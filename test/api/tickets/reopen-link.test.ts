import { describe, expect, it } from '@jest/globals';
import { SlidingWindowLimiter } from '../../../src/adapters/limits/sliding-window.js';
import { MemoryCounters } from '../../../src/adapters/limits/memory-counters.js';
import { quotesOurMail } from '../../../src/domain/inbound-mail/traces/own-traces.js';
import { generalLimits } from '../../../src/domain/operations/rate-limits.js';
import { reopenLinkId } from '../../../src/domain/tickets/signed-links/reopen-link.js';
import { getPage, postForm } from '../../support/tickets/action-links.js';
import { dataOf } from '../../support/http-client.js';
import { accountsOf } from '../../support/api/accounts.js';
import { about, TICKET, withPeople } from '../../support/api/people.js';
import { serveWith } from '../../support/api/serve.js';

const people = withPeople({ worker: true });
const { someone } = accountsOf(people);

type Person = typeof people.bob;

async function resolved(client: Person = people.alice) {
  const { number } = await people.ticket({ title: 'VPN drops every ten minutes' }, client);
  return resolve(number);
}
const resolve = (number: string) =>
  dataOf(people.bob.api.POST(`${TICKET}/resolve`, { ...about(number), body: { resolution_code: 'fixed' } }));
const read = (number: string) => dataOf(people.maya.api.GET(TICKET, about(number)));
const move = (number: string, action: 'close' | 'reopen') =>
  action === 'close'
    ? dataOf(people.bob.api.PATCH(`${TICKET}/status`, { ...about(number), body: { status: 'closed' } }))
    : dataOf(people.alice.api.POST(`${TICKET}/reopen`, { ...about(number), body: {} }));

type Resolved = Awaited<ReturnType<typeof resolved>>;

function linkOf({ id, requester, resolved_at }: Resolved, by = requester.id): string {
  const link = { ticketId: id, requesterId: by, resolvedAt: new Date(resolved_at!) };
  return `${people.holdfast.url}/r/${people.holdfast.deps.mailedSecrets.token(reopenLinkId(link))}`;
}

describe('the Reopen button of the mail about a resolution', () => {
  it('reopens the ticket once without a sign-in: GET shows a form, POST reopens', async () => {
    const { number } = await resolved();
    const isAbout = ({ subject }: { subject?: string | undefined }) =>
      subject?.startsWith(`[${number}] Resolved`) === true;
    const [mail] = await people.holdfast.sink.received(1, isAbout);
    const path = /^Reopen: \S+?(\/r\/\S+)$/mu.exec(mail!.text!)![1]!;
    expect(mail!.html).toContain(path);
    const link = `${people.holdfast.url}${path}`;
    const asked = await getPage(link);
    expect(asked.status).toBe(200);
    expect(asked.page).toContain(`Reopen ${number}`);
    expect(asked.page).toContain('<html lang="en">');
    const inFrench = await fetch(link, { headers: { 'accept-language': 'fr' } });
    expect(await inFrench.text()).toContain(`Rouvrir ${number}`);
    expect(asked.headers.get('cache-control')).toContain('no-store');
    expect((await read(number)).status).toBe('resolved');
    const first = await postForm(link);
    expect([first.status, first.page]).toEqual([200, expect.stringContaining('Reopened')]);
    expect(await read(number)).toMatchObject({ status: 'in_progress', resolved_at: null });
    const moves = async () => {
      const { activities } = await dataOf(people.alice.api.GET(`${TICKET}/activities`, about(number)));
      return activities.filter(({ details }) => details['via'] === 'mail_link');
    };
    const details = { status: { from: 'resolved', to: 'in_progress' } };
    expect(await moves()).toMatchObject([{ action: 'ticket.status_changed', details }]);
    for (const again of [await postForm(link), await getPage(link)]) {
      expect([again.status, again.page]).toEqual([200, expect.stringContaining('Already open')]);
    }
    expect(await moves()).toHaveLength(1);
  });

  it('reopens it once when it is pressed many times at once', async () => {
    const ticket = await resolved();
    const link = linkOf(ticket);
    const pages = await Promise.all(Array.from({ length: 8 }, () => postForm(link)));
    expect(pages.map(({ status }) => status)).toEqual(Array(8).fill(200));
    expect(pages.filter(({ page }) => page.includes('Reopened'))).toHaveLength(1);
  });

  it('does nothing for another resolution, after the ticket is closed, or for another person', async () => {
    const ticket = await resolved();
    const { number } = ticket;
    const strangers = await people.holdfast.deps.users.findByEmail('carol@holdfast.local');
    expect((await postForm(linkOf(ticket, strangers!.id))).status).toBe(404);
    expect((await getPage(`${people.holdfast.url}/r/x`)).status).toBe(404);
    await move(number, 'reopen');
    const again = await resolve(number);
    expect((await postForm(linkOf(ticket))).status).toBe(410);
    expect((await read(number)).status).toBe('resolved');
    await move(number, 'close');
    const late = await postForm(linkOf(again));
    expect([late.status, late.page]).toEqual([410, expect.stringContaining('is closed')]);
    expect((await read(number)).status).toBe('closed');
  });

  it('does nothing for a deactivated person', async () => {
    const leaver = await someone();
    const ticket = await resolved(leaver.client);
    const id = ticket.requester.id as unknown as never;
    await people.holdfast.mongo.collection('users').updateOne({ _id: id }, { $set: { isActive: false } });
    expect((await postForm(linkOf(ticket))).status).toBe(410);
  });

  it('is rate limited by address', async () => {
    const limits = {
      limiter: new SlidingWindowLimiter(new MemoryCounters()),
      ...generalLimits({ account: 1000, address: 1000 }),
    };
    await serveWith(people.holdfast, { limits }, async ({ url }) => {
      const statuses = [];
      for (let each = 0; each < 61; each += 1) statuses.push((await postForm(`${url}/r/x`)).status);
      expect([...new Set(statuses)]).toEqual([404, 429]);
      expect(statuses.at(-1)).toBe(429);
    });
  });

  it('is recognized as a part of our mails in texts of staff', async () => {
    const link = linkOf(await resolved());
    const traced = { publicUrl: 'https://desk.example', replyAddress: null, phrases: [] };
    expect(quotesOurMail(`see https://desk.example/r/x`, traced)).toBe(true);
    expect(quotesOurMail(`see ${link}`, traced)).toBe(true);
  });
});
