import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { advanceTicket } from '../../../src/app/tickets/advance-ticket.js';
import { project } from '../../../src/app/tickets/outlook/read-outlook.js';
import { lookAtTicket } from '../../../src/app/tickets/snapshot-ticket.js';
import type { OutlookAction } from '../../../src/domain/tickets/outlook.js';
import { startHoldfast, type Holdfast } from '../../support/holdfast.js';
import { MAYA, openLivesDesk, type DrawnLife, type LivesDesk } from '../../support/tickets/outlook-lives.js';

/**
 * In these lives every rule occurs at least twice. The long run, which takes some minutes:
 * `OUTLOOK_LIVES=1000 npm test -- test/activities/tickets/outlook.test.ts`, from `OUTLOOK_SEED` on.
 */
const SHORT_RUN = [2, 13, 22, 23, 54, 98, 268, 325];
const LIVES = Number(process.env['OUTLOOK_LIVES'] ?? 0);
const FIRST = Number(process.env['OUTLOOK_SEED'] ?? 1);
const SEEDS = LIVES === 0 ? SHORT_RUN : Array.from({ length: LIVES }, (_, index) => FIRST + index);

/** A queued ticket tries again and again. */
const LIMITS = { maxLooks: 40, maxActions: 100 };

/** Each rule of the ticket's life has to occur, so that an outlook without it would differ. */
const RULES = [
  'the hold ended',
  'not reopened in time',
  'not accepted in time',
  'the requester did not answer',
  'no person has confirmed it in time',
  'the shift of the assignee ended before acceptance',
  'ticket.assigned',
  'ticket.queued',
  'ticket.reminded',
  'sla.warning',
  'sla.breached',
  'notify_managers',
  'raise_priority',
  'mail',
  'reassign',
  'move_to_team',
];

let holdfast: Holdfast;
let desk: LivesDesk;
beforeAll(async () => {
  holdfast = await startHoldfast({ worker: false });
  desk = await openLivesDesk(holdfast);
});
afterAll(() => holdfast.close());

/** Lets the real steps of the workflow run, at the instants for which it would wait, until a person acts. */
async function live({ id, at, untilAt, depsAt }: DrawnLife): Promise<void> {
  let now = at;
  const deps = depsAt(() => now);
  for (let looks = 1; looks <= LIMITS.maxLooks; looks += 1) {
    const { nextLookAt, isOver } = await lookAtTicket(deps, await advanceTicket(deps, id));
    if (isOver || nextLookAt === null) return;
    now = new Date(Math.max(Date.parse(nextLookAt), now.getTime() + 1));
    if (now >= untilAt) return;
  }
}

async function whatHappened(id: string, known: ReadonlySet<string>) {
  const page = { ticketId: id, includeInternal: true, pageSize: 1_000 };
  const { items } = await holdfast.deps.tickets.events(page);
  const rows = await holdfast.mongo.collection('deliveries').find({ ticketId: id }).toArray();
  return items
    .filter((event) => !known.has(event.id))
    .map((event) => ({
      at: event.at,
      type: event.type,
      details: event.details,
      mails: rows
        .filter(({ eventId }) => eventId === event.id)
        .map(({ kind, recipient }) => `${kind} ${recipient.id}`)
        .sort(),
    }));
}

const expected = ({ at, type, details, mails }: OutlookAction) => ({
  at,
  type,
  details,
  mails: mails.map(({ kind, recipient }) => `${kind} ${recipient.id}`).sort(),
});

const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

describe('the outlook of a ticket', () => {
  it(
    `is what then happens until a person acts: ${SEEDS.length} generated lives`,
    async () => {
      const seen = new Set<unknown>();
      for (const seed of SEEDS) {
        const life = await desk.draw(seed);
        const known = new Set(
          (
            await holdfast.deps.tickets.events({ ticketId: life.id, includeInternal: true, pageSize: 100 })
          ).items.map(({ id }) => id),
        );
        const before = await holdfast.deps.tickets.find(life.id);
        const { outlook } = await project(
          life.depsAt(() => life.at),
          MAYA,
          before!,
          {},
          LIMITS,
        );
        expect(await holdfast.deps.tickets.find(life.id)).toEqual(before);
        await live(life);
        const happened = await whatHappened(life.id, known);
        const ahead = outlook.actions.filter(({ at }) => at < life.untilAt || at <= life.at);
        expect({ seed, actions: plain(ahead.map(expected)) }).toEqual({ seed, actions: plain(happened) });
        for (const { type, details } of happened) {
          for (const trait of [type, details['reason'], details['action']]) seen.add(trait);
        }
      }
      expect(RULES.filter((rule) => !seen.has(rule))).toEqual([]);
    },
    30_000 + SEEDS.length * 3_000,
  );
});
