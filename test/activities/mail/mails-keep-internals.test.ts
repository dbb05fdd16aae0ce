import { buffer } from 'node:stream/consumers';
import type { Actor } from '../../../src/domain/access/actor.js';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addComment } from '../../../src/app/tickets/comments/add-comment.js';
import { advanceTicket } from '../../../src/app/tickets/advance-ticket.js';
import { assignTicket } from '../../../src/app/tickets/assignment/assign-ticket.js';
import { autoAssignTicket } from '../../../src/app/tickets/assignment/auto-assign-ticket.js';
import { bulkSteps } from '../../../src/app/tickets/bulk/bulk-steps.js';
import { changeStatus, reopenTicket } from '../../../src/app/tickets/status/change-status.js';
import { changeTicket } from '../../../src/app/tickets/change-ticket.js';
import { createTicket } from '../../../src/app/tickets/create-ticket.js';
import { declineTicket } from '../../../src/app/tickets/assignment/decline-ticket.js';
import { mergeTicket } from '../../../src/app/tickets/links/merge-ticket.js';
import { readAttachment } from '../../../src/app/tickets/files/read-attachment.js';
import { readComments } from '../../../src/app/tickets/read-ticket.js';
import { resolveTicket } from '../../../src/app/tickets/status/resolve-ticket.js';
import { sendDelivery } from '../../../src/app/mail/send-delivery.js';
import { splitTicket } from '../../../src/app/tickets/links/split-ticket.js';
import { fallBackTriage } from '../../../src/app/triage/fall-back-triage.js';
import { triageTicket } from '../../../src/app/triage/triage-ticket.js';
import { TICKET_MAIL_KINDS } from '../../../src/domain/accounts/mail-kinds.js';
import { DomainError } from '../../../src/domain/errors.js';
import { DEFAULT_POLICY } from '../../../src/domain/sla/sla.js';
import { INITIAL_RUN, type TriageAnswer } from '../../../src/domain/tickets/triage.js';
import type { LanguageModel } from '../../../src/ports/language-model.js';
import { aStep } from '../../support/tickets/builders.js';
import { startHoldfast, type Holdfast } from '../../support/holdfast.js';
import { letter } from '../../support/mail/inbound.js';
import { INBOUND, receive, replyTo } from '../../support/mail/inbound-tickets.js';
import { mailWithFiles } from '../../support/mail/mail-with-files.js';
import { zipOf } from '../../support/mail/zip.js';

type Person = Extract<Actor, { readonly type: 'user' }>;

/** Stands in everything that only staff may read, and nowhere else. */
const MARK = 'xyzzy';
const signal = new AbortController().signal;

const ANSWER: TriageAnswer = {
  requiredSkills: [`${MARK} skill`],
  priority: 'high',
  ticketType: 'support',
  category: 'other',
  sentiment: 'negative',
  language: 'en',
  summary: `${MARK} is what the summary is about.`,
  helpfulNotes: `Look for ${MARK} first.\nThen ask ${MARK} for notes.`,
  suggestedTeam: `${MARK} team`,
  confidence: 0.9,
};

let holdfast: Holdfast;
let [alice, bob, zoe]: Person[] = [];

async function person(name: string): Promise<Person> {
  const user = (await holdfast.deps.users.findByEmail(`${name}@holdfast.local`))!;
  return { type: 'user', id: user.id, role: user.role, name: user.name };
}

beforeAll(async () => {
  holdfast = await startHoldfast({ worker: false, environment: INBOUND });
  const admin = await holdfast.client('admin');
  await admin.post('/api/v1/users', { email: 'zoe@holdfast.local', name: 'Zoe', role: 'user' });
  [alice, bob, zoe] = await Promise.all(['alice', 'bob', 'zoe'].map(person));
  // An escalation that writes to somebody who is not of the staff.
  await holdfast.deps.policies.add({
    content: { ...DEFAULT_POLICY, version: 2, escalation: [aStep('mail', 0, { recipientId: zoe!.id })] },
    requestId: null,
    createdBy: null,
    createdAt: null,
  });
});
afterAll(() => holdfast.close());

const model: LanguageModel = {
  provider: 'test',
  model: 'marks',
  complete: (schema) =>
    Promise.resolve(
      schema.parse({
        ...ANSWER,
        ticket_type: ANSWER.ticketType,
        required_skills: ANSWER.requiredSkills,
        helpful_notes: ANSWER.helpfulNotes,
        suggested_team: ANSWER.suggestedTeam,
      }),
    ),
};

/** Everything that can happen to a ticket and makes a mail, or might. */
const STEPS = {
  triage: (ticket) =>
    triageTicket(
      { ...holdfast.deps, currentModel: () => Promise.resolve(model) },
      ticket,
      INITIAL_RUN,
      signal,
    ),
  retriage: (ticket) =>
    triageTicket(
      { ...holdfast.deps, currentModel: () => Promise.resolve(model) },
      ticket,
      randomUUID(),
      signal,
    ),
  fallBack: (ticket) => fallBackTriage(holdfast.deps, ticket, INITIAL_RUN),
  assign: (ticket) => autoAssignTicket(holdfast.deps, ticket),
  assignByHand: (ticket) => assignTicket(holdfast.deps, bob!, ticket, bob!.id),
  decline: (ticket) => declineTicket(holdfast.deps, bob!, ticket, { reason: `${MARK} reason` }),
  note: (ticket) => say(bob!, ticket, `${MARK} note`, true),
  answer: (ticket) => say(bob!, ticket, 'An answer.'),
  ask: (ticket) => say(alice!, ticket, 'A question.'),
  wait: (ticket) => changeStatus(holdfast.deps, bob!, ticket, 'waiting_on_user'),
  resolve: (ticket) => resolveTicket(holdfast.deps, bob!, ticket, { comment: 'Done.' }),
  reopen: (ticket) => reopenTicket(holdfast.deps, alice!, ticket),
  cancel: (ticket) => changeStatus(holdfast.deps, bob!, ticket, 'cancelled'),
  bulkNote: (ticket) => bulk(ticket, true),
  bulkAnswer: (ticket) => bulk(ticket, false),
  merge: async (ticket) => {
    const other = await open(zoe!);
    await say(bob!, other, `${MARK} note of the other`, true);
    return mergeTicket(holdfast.deps, bob!, other, ticket);
  },
  splitNote: async (ticket) => {
    const { id } = await say(bob!, ticket, `${MARK} to split`, true);
    const split = { commentIds: [id], description: 'Another matter.' };
    return splitTicket(holdfast.deps, bob!, ticket, split, randomUUID());
  },
  mailNote: (ticket) => mail(bob!, ticket, `#internal\n${MARK} by mail`),
  mailNoteAndResolve: (ticket) => mail(bob!, ticket, `#internal\n#resolve\n#assign ${MARK}\n${MARK} by mail`),
  mailAnswer: (ticket) => mail(bob!, ticket, '#resolve\nDone by mail.'),
  mailQuoting: (ticket) =>
    quoting(
      ticket,
      (text) => `An answer.\n\nOn Sat, 21 Nov 2026, Holdfast wrote:\n${text.replaceAll(/^/gmu, '> ')}`,
    ),
  mailQuotingOnly: (ticket) => quoting(ticket, (text) => text.replaceAll(/^/gmu, '> ')),
  mailQuotingBetween: (ticket) =>
    quoting(ticket, (text) => `> Hello\nAn answer.\n${text.replaceAll(/^/gmu, '> ')}\nMore.`),
  mailQuotingUnmarked: (ticket) => quoting(ticket, (text) => `An answer.\n\n*** Zitat Anfang ***\n${text}`),
  mailQuotingAboveLinks: (ticket) => quoting(ticket, (text) => `An answer.\n\n${aboveLinks(text)}`),
  mailQuotingFacts: (ticket) =>
    quoting(ticket, (text) => `An answer.\n\n${aboveLinks(text).replace(/^[^]*?(?=^Priority)/mu, '')}`),
  mailQuotingHints: (ticket) =>
    quoting(ticket, (text) => {
      const hints = text.split('\n').filter((line) => line.includes(MARK));
      return `An answer.\n\n${hints.map((line) => line.replace(/^Summary: /u, '')).join('\n')}`;
    }),
  mailAttaching: (ticket) =>
    attaching(ticket, (text) => ({ name: 'a.eml', type: 'message/rfc822', content: text })),
  mailAttachingText: (ticket) => attaching(ticket, (text) => ({ name: 'a.txt', content: text })),
  mailAttachingHidden: (ticket) =>
    attaching(ticket, (text) => ({ name: 'a.csv', content: `x\n${Buffer.from(text).toString('base64')}` })),
  mailAttachingArchive: (ticket) =>
    attaching(ticket, (text) => ({ name: 'a.bin', content: zipOf({ 'a.eml': text }) })),
  mailAttachingToNote: (ticket) =>
    attaching(ticket, (text) => ({ name: 'a.txt', content: text }), '#internal\nSee the file.'),
  mailAsk: (ticket) => mail(alice!, ticket, 'A question by mail.'),
  later: (ticket) => advanceTicket(inDays(3), ticket),
  muchLater: (ticket) => advanceTicket(inDays(30), ticket),
  latest: (ticket) => advanceTicket(inDays(60), ticket),
  longAfter: (ticket) => advanceTicket(inDays(90), ticket),
} as const satisfies Record<string, (ticket: string) => Promise<unknown>>;
type Step = keyof typeof STEPS;

let mails = 0;
const inDays = (days: number) => ({
  ...holdfast.deps,
  clock: { now: () => new Date(Date.now() + days * 24 * 3_600_000) },
});

async function open(requester: Person): Promise<string> {
  const input = { title: 'Help me', description: 'please' };
  return (await createTicket(holdfast.deps, requester, { source: 'api', input, id: randomUUID() })).id;
}

const say = (by: Person, ticket: string, body: string, isInternal = false) =>
  addComment(holdfast.deps, by, ticket, { body, isInternal }, randomUUID());

/** As Bob, who answers the last mail that he had about the ticket, as some program quotes it. */
async function quoting(ticket: string, quote: (text: string) => string): Promise<void> {
  await kindsToOthers();
  const { number } = (await holdfast.deps.tickets.find(ticket))!;
  const last = holdfast.sink.mails.findLast(
    ({ to, subject }) =>
      !Array.isArray(to) && to?.text.includes('bob@') === true && subject?.includes(number) === true,
  );
  await mail(bob!, ticket, quote(last?.text ?? ''));
}

/** What is left of a mail of ours where all from its first link on was cut off. */
function aboveLinks(text: string): string {
  const lines = text.split('\n');
  const first = lines.findIndex((line) => line.includes('://'));
  return lines.slice(0, first < 0 ? lines.length : first).join('\n');
}

/** As Bob, who answers with the last mail that he had, as a file. */
async function attaching(
  reference: string,
  fileOf: (text: string) => {
    readonly name: string;
    readonly type?: string;
    readonly content: string | Buffer;
  },
  words = 'See the file.',
): Promise<void> {
  await kindsToOthers();
  const last = holdfast.sink.mails.findLast(
    ({ to }) => !Array.isArray(to) && to?.text.includes('bob@') === true,
  );
  const text = `From: Holdfast <help@desk.example>\r\nSubject: ${last?.subject ?? ''}\r\n\r\n${MARK}\r\n${last?.text ?? ''}`;
  const { content, ...file } = fileOf(text);
  const { number } = (await holdfast.deps.tickets.find(reference))!;
  const to = replyTo(holdfast.deps, { number }, { id: bob!.id });
  const files = [{ ...file, content: Buffer.from(content) }];
  await receive(inDays((mails += 1)), mailWithFiles('Bob <bob@holdfast.local>', to, words, files));
}

/** What people who are not of the staff may save of the files on their tickets. */
async function filesOfOthers(): Promise<readonly string[]> {
  const found: string[] = [];
  for (const person of [alice!, zoe!]) {
    const tickets = await holdfast.mongo
      .collection<{ _id: string }>('tickets')
      .find({ 'requester.id': person.id })
      .toArray();
    for (const { _id } of tickets) {
      const { items } = await readComments(holdfast.deps, person, _id, { pageSize: 100 });
      const ids = [_id, ...items.map(({ id }) => id)].map((id) => new RegExp(`^${id}\\.`, 'u'));
      const stored = await holdfast.mongo
        .collection<{ _id: string }>('attachments.files')
        .find({ _id: { $in: ids } } as never)
        .toArray();
      for (const file of stored) {
        const read = await readAttachment(holdfast.deps, person, _id, file._id).catch(() => null);
        if (read !== null) found.push((await buffer(read.content)).toString('latin1'));
      }
    }
  }
  return found;
}

/** As whoever answers a mail of ours. */
async function mail({ id, name }: Person, reference: string, text: string) {
  const { number } = (await holdfast.deps.tickets.find(reference))!;
  const from = `${name} <${name.toLowerCase()}@holdfast.local>`;
  const to = replyTo(holdfast.deps, { number }, { id });
  return receive(inDays((mails += 1)), letter({ from, to, text, messageId: `<${mails}@example.org>` }));
}

function bulk(reference: string, isInternal: boolean) {
  const comment = { body: isInternal ? `${MARK} of many` : 'To all of you.', isInternal };
  const job = {
    id: randomUUID(),
    requester: { id: bob!.id, scopes: null, sessionId: null, apiKeyId: null },
    change: { comment },
    tickets: [],
    expiresAt: new Date(),
  };
  return changeTicket(holdfast.deps, { reference, actor: bob!, origin: 'api' }, (ticket, now) =>
    bulkSteps(holdfast.deps, bob!, job, ticket, now),
  );
}

async function live(steps: readonly Step[]): Promise<void> {
  const ticket = await open(alice!);
  for (const step of steps) {
    await STEPS[step](ticket).catch((error: unknown) => {
      if (!(error instanceof DomainError)) throw error;
    });
  }
}

/** A mail whose minute's gathering is sent already goes out by itself, once that minute is over. */
async function sendNowOrLater(id: string): Promise<void> {
  try {
    await sendDelivery(holdfast.deps, id);
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== 'unavailable') throw error;
    await sendDelivery(inDays(1), id);
  }
}

/** Sends whatever waits, and says which kinds came to people who are not of the staff. */
async function kindsToOthers(): Promise<ReadonlySet<string>> {
  const others = [alice!.id, zoe!.id];
  const queued = () => holdfast.mongo.collection('deliveries').find({ state: 'queued' }).toArray();
  const rows = await queued();
  for (const { _id } of rows) await sendNowOrLater(String(_id));
  // What was too much for one minute, and is gathered.
  for (const gathering of await queued()) {
    await sendDelivery(inDays(1), String(gathering._id));
    rows.push(gathering);
  }
  return new Set(
    rows.filter((row) => others.includes(row['recipient'].id)).map((row) => String(row['kind'])),
  );
}

const EVERY_WAY: readonly (readonly Step[])[] = [
  ['note', 'triage', 'assign', 'note', 'answer', 'merge', 'answer', 'resolve', 'reopen', 'cancel'],
  [
    'note',
    'fallBack',
    'retriage',
    'assignByHand',
    'later',
    'wait',
    'later',
    'muchLater',
    'latest',
    'longAfter',
  ],
  ['triage', 'assign', 'mailQuoting', 'mailQuotingOnly', 'mailQuotingBetween', 'mailQuotingUnmarked'],
  ['triage', 'assign', 'mailQuotingAboveLinks', 'mailQuotingFacts', 'mailQuotingHints', 'mailAnswer'],
  ['triage', 'mailNote', 'mailAsk', 'mailNoteAndResolve', 'reopen', 'mailAnswer', 'mailAsk', 'mailNote'],
  ['assign', 'note', ...Array.from({ length: 7 }, () => 'answer' as const), 'note'],
  [
    'triage',
    'assign',
    'mailAttaching',
    'mailAttachingText',
    'mailAttachingHidden',
    'mailAttachingArchive',
    'mailAttachingToNote',
    'merge',
  ],
  ['triage', 'wait', 'later', 'bulkNote', 'bulkAnswer', 'splitNote', 'decline'],
];

describe('mails and files for people who are not staff', () => {
  it('contain no internal notes and no triage', async () => {
    const lives = fc.array(fc.constantFrom(...(Object.keys(STEPS) as Step[])), { maxLength: 12 });
    const reached = new Set<string>();
    await fc.assert(
      fc.asyncProperty(lives, async (steps) => {
        await live(steps);
        for (const kind of await kindsToOthers()) reached.add(kind);
        const leaks = holdfast.sink.mails.filter(
          ({ to, subject, text, html }) =>
            /alice|zoe/u.test(Array.isArray(to) ? '' : (to?.text ?? '')) &&
            `${subject}${text}${String(html)}`.includes(MARK),
        );
        expect(leaks.map(({ subject }) => subject)).toEqual([]);
        expect(await filesOfOthers()).toEqual([]);
      }),
      {
        numRuns: Number(process.env['RUNS'] ?? 15),
        endOnFailure: true,
        examples: EVERY_WAY.map((steps) => [[...steps]]),
      },
    );
    const forStaff = ['assigned', 'queued', 'comment', 'sla_warning', 'sla_breached', 'hold_ended'];
    expect(TICKET_MAIL_KINDS.filter((kind) => !forStaff.includes(kind) && !reached.has(kind))).toEqual([]);
  }, 120_000);

  it('while mails to staff contain what they need', () => {
    const toBob = holdfast.sink.mails.filter(({ subject }) => subject?.includes('Assigned to you') === true);
    expect(toBob.some(({ text }) => text?.includes(MARK) === true)).toBe(true);
  });
});
