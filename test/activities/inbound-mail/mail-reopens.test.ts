import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { assignTicket } from '../../../src/app/tickets/assignment/assign-ticket.js';
import { changeStatus, reopenTicket } from '../../../src/app/tickets/status/change-status.js';
import type { AppDeps } from '../../../src/app/deps.js';
import { receiveMail } from '../../../src/app/inbound-mail/receive-mail.js';
import { resolveTicket } from '../../../src/app/tickets/status/resolve-ticket.js';
import { loadConfig } from '../../../src/config/config.js';
import { startHoldfast, type Holdfast } from '../../support/holdfast.js';
import { letter } from '../../support/mail/inbound.js';
import {
  aMailedTicket,
  INBOUND,
  personOf,
  receive,
  replyTo,
  type Person,
} from '../../support/mail/inbound-tickets.js';

const HOUR_MS = 3_600_000;

let holdfast: Holdfast;
let [alice, bob, carol]: Person[] = [];
let hours = 0;
let count = 0;

beforeAll(async () => {
  holdfast = await startHoldfast({ worker: false, environment: INBOUND });
  [alice, bob, carol] = await Promise.all(
    ['alice', 'bob', 'carol'].map((name) => personOf(holdfast.deps, name)),
  );
});
afterAll(() => holdfast.close());

/** A day after the one before, so that no test counts what another has sent. */
function nextDay(changes: Partial<AppDeps> = {}): AppDeps {
  hours += 25;
  const now = Date.now() + hours * HOUR_MS;
  return { ...holdfast.deps, clock: { now: () => new Date(now) }, ...changes };
}

const ticketOf = async (id: string) => (await holdfast.deps.tickets.find(id))!;
const trailOf = async (ticketId: string) =>
  (await holdfast.deps.tickets.events({ ticketId, includeInternal: true, pageSize: 50 })).items;

/** A ticket of Alice's that Bob has resolved. */
async function resolvedTicket(deps: AppDeps) {
  const { ticket } = await aMailedTicket(deps, alice!);
  await assignTicket(deps, carol!, ticket.id, bob!.id);
  return resolveTicket(deps, bob!, ticket.id, { resolutionCode: 'solved' });
}

/** Alice's answer to it. */
function answer(
  deps: AppDeps,
  ticket: Awaited<ReturnType<typeof resolvedTicket>>,
  fields: Parameters<typeof letter>[0],
) {
  const messageId = `<reopens-${(count += 1)}@example.org>`;
  return letter({ subject: 'Re: VPN', to: replyTo(deps, ticket, alice!), messageId, ...fields });
}

const withFile = (text: string, disposition: string) => ({
  headers: ['Content-Type: multipart/mixed; boundary="b"'],
  text: [
    '--b',
    'Content-Type: text/plain; charset=utf-8',
    '',
    text,
    '--b',
    'Content-Type: image/png; name="screen.png"',
    `Content-Disposition: ${disposition}; filename="screen.png"`,
    'Content-ID: <screen>',
    '',
    'x'.repeat(20_000),
    '--b--',
  ].join('\n'),
});
const multipart = (raw: string) => raw.replace('Content-Type: text/plain; charset=utf-8\r\n', '');

describe('the answer of a requester to a resolved ticket', () => {
  it('reopens it, as the API does, and its SLA clock continues', async () => {
    const deps = nextDay();
    const [ticket, other] = [await resolvedTicket(deps), await resolvedTicket(deps)];
    const { id, outcome } = await receive(deps, answer(deps, ticket, { text: 'It is still broken.' }));
    expect(outcome).toMatchObject({ kind: 'commented', ticketId: ticket.id });
    const byApi = await reopenTicket(deps, alice!, other.id);
    const byMail = await ticketOf(ticket.id);
    const standing = ({ status, resolvedAt, resolutionCode, sla, assignment }: typeof byApi) => ({
      ...{ status, resolvedAt, resolutionCode, sla: sla.state },
      ...{ assignee: assignment?.assignee.id },
    });
    expect(standing(byMail)).toEqual(standing(byApi));
    expect(byMail).toMatchObject({ status: 'in_progress', resolvedAt: null, lastWord: { by: 'requester' } });
    const [said, moved] = (await trailOf(ticket.id)).slice(-2);
    expect(said).toMatchObject({ type: 'ticket.commented', details: { comment_id: id } });
    expect(moved).toMatchObject({
      type: 'ticket.status_changed',
      actor: { id: alice!.id },
      details: {
        status: { from: 'resolved', to: 'in_progress' },
        reason: 'the requester answered',
        via: 'mail',
      },
    });
    expect(await receiveMail(deps, id)).toEqual(outcome);
    expect((await trailOf(ticket.id)).at(-1)).toEqual(moved);
  });

  it('leaves it resolved if it only says thanks', async () => {
    const deps = nextDay();
    for (const text of [
      'Danke!',
      'Thanks, works now',
      '👍',
      'Thanks Bob!\n\nAlice\n\nOn Mon, 2 Mar 2026, Desk <desk@holdfast.local> wrote:\n> Is it still broken?',
    ]) {
      const ticket = await resolvedTicket(deps);
      const { id } = await receive(deps, answer(deps, ticket, { text }));
      expect([text, (await ticketOf(ticket.id)).status]).toEqual([text, 'resolved']);
      expect(await deps.tickets.findComment(id)).toMatchObject({ ticketId: ticket.id });
    }
  });

  it('reopens it if the thanks have a file other than the picture of a signature', async () => {
    const deps = nextDay();
    for (const [disposition, status] of [
      ['attachment', 'in_progress'],
      ['inline', 'resolved'],
    ] as const) {
      const ticket = await resolvedTicket(deps);
      const raw = multipart(answer(deps, ticket, withFile('Thanks!', disposition)));
      await receive(deps, raw);
      expect([disposition, (await ticketOf(ticket.id)).status]).toEqual([disposition, status]);
    }
  });

  it('leaves it resolved if a program may have written it', async () => {
    const deps = nextDay();
    for (const fields of [
      { headers: ['Auto-Submitted: auto-replied'] },
      { headers: ['Precedence: bulk'] },
      { headers: ['X-Auto-Response-Suppress: All'] },
      { headers: ['Auto-Submitted: auto-generated', 'Resent-From: a@b.example'] },
      { subject: 'Automatische Antwort: VPN' },
    ]) {
      const ticket = await resolvedTicket(deps);
      const text = 'I am away until Monday.';
      const { outcome } = await receive(deps, answer(deps, ticket, { text, ...fields }));
      expect([fields, (await ticketOf(ticket.id)).status]).toEqual([fields, 'resolved']);
      expect(['ignored', 'commented']).toContain(outcome.kind);
    }
  });

  it('of another person leaves it resolved', async () => {
    const deps = nextDay();
    const ticket = await resolvedTicket(deps);
    const raw = letter({
      from: 'Carol <carol@holdfast.local>',
      to: replyTo(deps, ticket, carol!),
      text: 'Hm.',
    });
    expect((await receive(deps, raw)).outcome).toMatchObject({ kind: 'commented', ticketId: ticket.id });
    expect((await ticketOf(ticket.id)).status).toBe('resolved');
  });

  it('opens a follow-up once it is closed', async () => {
    const deps = nextDay();
    const ticket = await resolvedTicket(deps);
    await changeStatus(deps, bob!, ticket.id, 'closed');
    const { outcome } = await receive(deps, answer(deps, ticket, { text: 'It is still broken.' }));
    expect(outcome).toMatchObject({ kind: 'followed_up' });
    expect((await ticketOf(ticket.id)).status).toBe('closed');
  });

  it('leaves it resolved if INBOUND_REOPENS is false', async () => {
    expect(loadConfig({ INBOUND_REOPENS: 'false' }).settingsAround.environment.reopensByAnswer).toBe(false);
    const settings = { ...(await holdfast.deps.settings.current()), reopensByAnswer: false };
    const deps = nextDay({
      settings: { current: () => Promise.resolve(settings), fresh: () => Promise.resolve(settings) },
    });
    const ticket = await resolvedTicket(deps);
    await receive(deps, answer(deps, ticket, { text: 'It is still broken.' }));
    expect((await ticketOf(ticket.id)).status).toBe('resolved');
  });
});
