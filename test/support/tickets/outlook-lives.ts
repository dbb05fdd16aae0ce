import { randomUUID } from 'node:crypto';
import type { AppDeps } from '../../../src/app/deps.js';
import { acceptTicket } from '../../../src/app/tickets/assignment/accept-ticket.js';
import { assignTicket } from '../../../src/app/tickets/assignment/assign-ticket.js';
import { addComment } from '../../../src/app/tickets/comments/add-comment.js';
import { createTicket } from '../../../src/app/tickets/create-ticket.js';
import { changeStatus } from '../../../src/app/tickets/status/change-status.js';
import type { Actor } from '../../../src/domain/access/actor.js';
import { insteadOf } from '../../../src/domain/instead-of.js';
import { WEEKDAYS, type Calendar } from '../../../src/domain/sla/calendar/calendar.js';
import { DEFAULT_POLICY, type SlaPolicy } from '../../../src/domain/sla/sla.js';
import { PRIORITIES, type Status } from '../../../src/domain/ticket-fields.js';
import { chanceOf } from '../../../src/domain/triage/classifier/chance.js';
import { officeHours } from '../sla/calendars.js';
import type { Holdfast } from '../holdfast.js';
import { aStep } from './builders.js';

/* Generated tickets in every state from which Holdfast acts without a person. */

export const ALICE: Actor = { type: 'user', id: 'alice', name: 'Alice', role: 'user' };
export const MAYA: Actor = { type: 'user', id: 'maya', name: 'Maya', role: 'manager' };

/** A Monday. */
const MONDAY = Date.UTC(2031, 11, 8);
const MINUTE = 60_000;

const shift = (name: string, start: string, end: string): Calendar =>
  officeHours({
    name,
    timeZone: 'Asia/Kolkata',
    week: Object.fromEntries(WEEKDAYS.map((weekday) => [weekday, [{ start, end }]])),
  });

function policy(name: string, hurry: number, fields: Partial<SlaPolicy>): SlaPolicy {
  const targets = (factor: number) => ({
    firstResponseMinutes: 60 * hurry * factor,
    nextResponseMinutes: 90 * hurry * factor,
    resolutionMinutes: 240 * hurry * factor,
  });
  return {
    ...DEFAULT_POLICY,
    name,
    targets: { urgent: targets(0.2), high: targets(0.5), medium: targets(1), low: targets(3) },
    ...fields,
  };
}

/** In every tenth life. The other lives stay as they were. */
const WITH_REVIEW = { every: 10, rest: 3 };

export interface LivesDesk {
  /** Draws the world and a ticket in it, from the number. */
  draw(seed: number): Promise<DrawnLife>;
}

export interface DrawnLife {
  readonly id: string;
  readonly at: Date;
  /** When a person acts next. */
  readonly untilAt: Date;
  readonly depsAt: (at: () => Date) => AppDeps;
}

export async function openLivesDesk({ deps, mongo }: Holdfast): Promise<LivesDesk> {
  const users = mongo.collection<{ _id: string; name: string }>('users');
  const people = await users.find({ role: 'moderator' }).toArray();
  const moderators = people.map(({ _id: id, ...user }): Actor & { readonly id: string } => ({
    type: 'user',
    id,
    name: user.name,
    role: 'moderator',
  }));
  const manager = await deps.users.findByEmail('maya@holdfast.local');
  for (const calendar of [shift('early', '08:00', '16:00'), shift('late', '12:00', '20:00')]) {
    await deps.calendars.addIfMissing(calendar);
  }
  const policies = [
    policy('calm', 5, {
      queueRetryMinutes: 60,
      acknowledgeMinutes: 45,
      reminderMinutes: 600,
      autoCloseMinutes: 900,
    }),
    policy('strict', 1, {
      queueRetryMinutes: 30,
      warnAtShares: [0.5, 0.9],
      acknowledgeMinutes: 240,
      escalation: [
        aStep('notify_managers', -5),
        aStep('raise_priority', 5),
        aStep('mail', 20, { recipientId: manager?.id ?? null }),
        aStep('reassign', 40),
        aStep('move_to_team', 60, { team: 'software' }),
      ],
    }),
    policy('shifts', 20, { warnAtShare: null, acknowledgeMinutes: null, queueRetryMinutes: 90 }),
  ];
  for (const each of policies) await deps.policies.addIfMissing(each);

  /** Triage waits for a person from here on. Its proposal changes targets, skills and the team. */
  const review = async (id: string, now: number, chance: () => number) => {
    const ticket = await deps.tickets.find(id);
    const proposed = {
      ...{ priority: 'urgent', category: 'network', type: 'technical', requiredSkills: ['vpn'] },
      suggestedTeam: chance() < 0.5 ? 'software' : null,
    };
    const until = new Date(now + Math.floor(chance() * 600) * MINUTE);
    const wait = { proposed, until, priorityBefore: ticket?.priority };
    const waiting = { 'triage.state': 'needs_review', 'triage.review': wait };
    await mongo.collection<{ _id: string }>('tickets').updateOne({ _id: id }, { $set: waiting });
  };

  return {
    draw: async (seed) => {
      const chance = chanceOf(seed * 7919 + 13);
      const pick = <T>(values: readonly [T, ...T[]]): T =>
        values[Math.floor(chance() * values.length)] ?? values[0];
      const minutes = (max: number) => Math.floor(chance() * max) * MINUTE;
      for (const name of ['tickets', 'comments', 'deliveries', 'events']) {
        await mongo.collection(name).deleteMany({});
      }
      let now = MONDAY + minutes(7 * 1440);
      for (const { id } of moderators) {
        const isAway = chance() < 0.2;
        const away = {
          from: new Date(now + minutes(600)),
          until: new Date(now + minutes(3000) + 600 * MINUTE),
        };
        await users.updateOne(
          { _id: id },
          {
            $set: {
              calendar: pick([null, 'early', 'late']),
              absence: isAway ? away : null,
              capacity: 3,
              load: Math.floor(chance() * 4),
              lastAssignedAt: new Date(now - minutes(5000)),
            },
          },
        );
      }
      const chosen = policies[seed % policies.length] ?? policies[0]!;
      const depsAt = (at: () => Date): AppDeps => ({
        ...deps,
        clock: { now: at },
        policies: insteadOf(deps.policies, {
          current: () => Promise.resolve(chosen),
          ruled: () => Promise.resolve([]),
        }),
      });
      const world = depsAt(() => new Date(now));
      const someone = pick([moderators[0]!, ...moderators.slice(1)]);
      const input = { title: 'Help me', description: 'please', priority: pick(PRIORITIES_ONCE) };
      const { id } = await createTicket(world, ALICE, { source: 'api', input, id: randomUUID() });
      const skills = pick([[], ['vpn'], ['email'], ['vpn', 'email']]);
      const triaged = { 'triage.state': 'done', requiredSkills: skills };
      await mongo.collection<{ _id: string }>('tickets').updateOne({ _id: id }, { $set: triaged });
      const later = () => (now += minutes(50));
      const say = (actor: Actor) =>
        addComment(world, actor, id, { body: 'Hm.', isInternal: false }, randomUUID());
      if (chance() < 0.8) await assignTicket(world, MAYA, id, someone.id);
      later();
      if (chance() < 0.3) await acceptTicket(world, someone, id).catch(() => undefined);
      const status = pick<Status>([
        'open',
        'open',
        'open',
        'in_progress',
        'waiting_on_user',
        'on_hold',
        'resolved',
      ]);
      const move = async (to: Status) => {
        if ((await deps.tickets.find(id))?.status !== to) await changeStatus(world, MAYA, id, to);
      };
      later();
      if (status === 'on_hold') {
        const until = new Date(now + MINUTE + minutes(4000));
        await changeStatus(world, MAYA, id, 'on_hold', { hold: { reason: 'third_party', until } });
      } else if (status !== 'open') {
        if (status === 'resolved') await move('in_progress');
        await move(status);
        if (status === 'resolved' && chance() < 0.3) await say(pick([ALICE, MAYA]));
      }
      if (chance() < 0.3 && status === 'in_progress') await say(pick([ALICE, MAYA]));
      if (seed % WITH_REVIEW.every === WITH_REVIEW.rest) await review(id, now, chanceOf(seed));
      // The worker may have been away.
      now += chance() < 0.2 ? minutes(600) : 0;
      return {
        id,
        at: new Date(now),
        untilAt: new Date(now + (chance() < 0.5 ? 1000 * 1440 * MINUTE : minutes(6000))),
        depsAt,
      };
    },
  };
}

const PRIORITIES_ONCE = [PRIORITIES[0], ...PRIORITIES.slice(1)] as const;
