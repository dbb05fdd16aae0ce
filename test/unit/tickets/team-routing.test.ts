import { describe, expect, it } from '@jest/globals';
import {
  chooseAssignee,
  chooseSuccessor,
  isMisplaced,
  wantedBy,
} from '../../../src/domain/tickets/assignment/routing.js';
import {
  boundTeam,
  inTeam,
  withTeamOfAssignee,
} from '../../../src/domain/tickets/assignment/team-binding.js';
import { secondsOf, teamPeriods } from '../../../src/domain/tickets/team-times.js';
import { compareQueued, toQueued, serveQueue } from '../../../src/domain/tickets/queue.js';
import type { Ticket } from '../../../src/domain/tickets/ticket.js';
import { aModerator, aTeam, aTicket, minutes, T0 } from '../../support/tickets/builders.js';

const synonyms = new Map<string, string>();
const network = aTeam('network');
const office = aTeam('office', { skills: ['word', 'vpn'] });
const teams = [network, office];
const context = { synonyms, at: T0, teams };

const nora = aModerator('nora', { team: 'network', skills: ['vpn'] });
const nick = aModerator('nick', { team: 'network', skills: ['wifi'], load: 3 });
const olga = aModerator('olga', { team: 'office', skills: ['vpn'] });
const idle = aModerator('idle');
const all = [nora, nick, olga, idle];

const choose = (fields: Partial<Ticket>, more: object = {}, people = all) =>
  chooseAssignee(people, wantedBy(aTicket(fields)), { ...context, ...more })?.id ?? null;

describe('a ticket in a team', () => {
  it('goes only to members, even if others are idle or have the skills', () => {
    expect(choose({ team: 'network', requiredSkills: ['vpn'] })).toBe('nora');
    expect(choose({ team: 'network', requiredSkills: ['word'] })).toBe('nora');
    const full = [{ ...nora, load: 10 }, { ...nick, load: 10 }, olga, idle];
    expect(choose({ team: 'network' }, {}, full)).toBeNull();
    expect(choose({ team: 'network', declinedBy: ['nora', 'nick'] })).toBeNull();
    const away = [nora, nick].map((each) => ({ ...each, absence: { from: T0, until: null } }));
    expect(choose({ team: 'network' }, {}, [...away, olga, idle])).toBeNull();
  });

  it('goes to any moderator if the team has no active member or is dissolved', () => {
    const left = all.map((each) => (each.team === 'network' ? { ...each, isActive: false } : each));
    expect(choose({ team: 'network', requiredSkills: ['vpn'] }, {}, left)).toBe('olga');
    const dissolved = { teams: [{ ...network, isActive: false }, office] };
    expect(choose({ team: 'network', requiredSkills: ['wifi'] }, dissolved)).toBe('nick');
  });

  it('goes to the members of the successor and of the dissolved team', () => {
    const merged = { teams: [{ ...network, isActive: false, successor: 'office' }, office] };
    expect(choose({ team: 'network', requiredSkills: ['wifi'] }, merged)).toBe('nick');
    expect(choose({ team: 'office', requiredSkills: ['wifi'] }, merged)).toBe('nick');
    expect(choose({ team: 'office' }, merged, [nora, olga, idle])).not.toBe('idle');
  });

  it('stays with a team that only an earlier version knows', () => {
    const people = [aModerator('una', { team: 'unlisted' }), idle];
    expect(choose({ team: 'unlisted' }, {}, people)).toBe('una');
  });

  it('waits for a person if the team does not assign automatically', () => {
    const off = { teams: [{ ...network, assigns: 'off' as const }, office] };
    expect(choose({ team: 'network' }, off)).toBeNull();
    expect(choose({ team: 'network' }, off, [olga, idle])).toBeNull();
  });

  it('is handed over within the team', () => {
    const assignment = { assignee: { id: 'nora', name: 'nora' }, at: T0, acceptedAt: null };
    const worksFrom = () => T0;
    const successor = (people: typeof all) =>
      chooseSuccessor(people, aTicket({ team: 'network', assignment }), { ...context, worksFrom })?.id ??
      null;
    expect(successor(all)).toBe('nick');
    expect(successor([nora, olga, idle])).toBeNull();
  });
});

describe('the time of a ticket with its teams', () => {
  const moved = (at: Date, from: string | null, to: string | null) => ({
    at,
    details: { team: { from, to } },
  });
  const ticket = { team: 'network', createdAt: T0, closedAt: null };

  it('is one period without a change, and one more for each', () => {
    expect(
      teamPeriods(ticket, [{ at: minutes(5), details: { status: { from: 'open', to: 'closed' } } }]),
    ).toEqual([{ team: 'network', from: T0, to: null }]);
    const events = [moved(minutes(10), null, 'desk'), moved(minutes(30), 'desk', 'network')];
    const periods = teamPeriods({ ...ticket, closedAt: minutes(90) }, events);
    expect(periods).toEqual([
      { team: null, from: T0, to: minutes(10) },
      { team: 'desk', from: minutes(10), to: minutes(30) },
      { team: 'network', from: minutes(30), to: minutes(90) },
    ]);
    expect(periods.map((period) => secondsOf(period, minutes(500)))).toEqual([600, 1_200, 3_600]);
    expect(secondsOf({ team: null, from: T0, to: null }, minutes(1))).toBe(60);
  });
});

describe('the ways of a team', () => {
  const by = (assigns: 'round_robin' | 'least_loaded') => ({ teams: [{ ...network, assigns }] });

  it('round robin ignores skills and load', () => {
    let people = [nora, nick];
    const turns: string[] = [];
    for (let turn = 0; turn < 4; turn += 1) {
      const id = choose({ team: 'network', requiredSkills: ['vpn'] }, by('round_robin'), people)!;
      turns.push(id);
      people = people.map((each) => (each.id === id ? { ...each, lastAssignedAt: minutes(turn) } : each));
    }
    expect(turns).toEqual(['nick', 'nora', 'nick', 'nora']);
    const full = [{ ...nick, load: 10 }, nora];
    expect(choose({ team: 'network' }, by('round_robin'), full)).toBe('nora');
    expect(choose({ team: 'network', declinedBy: ['nick'] }, by('round_robin'))).toBe('nora');
  });

  it('least loaded compares open tickets, not the share of the capacity', () => {
    const [busy, small] = [
      { ...nora, load: 3, capacity: 100 },
      { ...nick, load: 2, capacity: 3 },
    ];
    expect(choose({ team: 'network', requiredSkills: ['vpn'] }, by('least_loaded'), [busy, small])).toBe(
      'nick',
    );
  });

  it.each(['round_robin', 'least_loaded'] as const)(
    '%s: those at work before those who start later',
    (way) => {
      const worksFrom = ({ id }: { readonly id: string }) => (id === 'nick' ? minutes(60) : T0);
      const people = [{ ...nora, lastAssignedAt: T0, load: 9 }, nick];
      expect(choose({ team: 'network' }, { ...by(way), worksFrom }, people)).toBe('nora');
      expect(choose({ team: 'network' }, { ...by(way), worksFrom }, [nick])).toBe('nick');
    },
  );

  it('round robin also applies to the queue', () => {
    const tickets = ['a', 'b', 'c']
      .map((id) => toQueued(aTicket({ id, team: 'network', requiredSkills: ['vpn'] })))
      .sort(compareQueued);
    const served = serveQueue(tickets, [nora, nick, idle], { ...context, ...by('round_robin') });
    expect(served.people.map(({ load }) => load)).toEqual([1, 5, 0]);
  });
});

describe('a ticket without a team', () => {
  it('uses the skills of teams if no person has them', () => {
    const people = [aModerator('plain'), aModerator('olaf', { team: 'office', load: 5 })];
    expect(choose({ requiredSkills: ['word'] }, {}, people)).toBe('olaf');
    const expert = aModerator('expert', { skills: ['word'], load: 9 });
    expect(choose({ requiredSkills: ['word'] }, {}, [...people, expert])).toBe('expert');
    expect(choose({ requiredSkills: ['unknown'] }, {}, people)).toBe('plain');
  });

  it('prefers its language to a lower load, but never to more skills', () => {
    const french = aModerator('french', { language: 'fr', skills: ['vpn'], load: 8 });
    const expert = aModerator('expert', { skills: ['vpn', 'wifi'] });
    expect(choose({ language: 'fr', requiredSkills: ['vpn'] }, {}, [nora, french])).toBe('french');
    expect(choose({ language: 'es', requiredSkills: ['vpn'] }, {}, [nora, french])).toBe('nora');
    expect(choose({ language: null, requiredSkills: ['vpn'] }, {}, [nora, french])).toBe('nora');
    expect(choose({ language: 'fr', requiredSkills: ['vpn', 'wifi'] }, {}, [expert, french])).toBe('expert');
  });

  it('shows the team of its assignee, which does not bind assignment', () => {
    const given = withTeamOfAssignee(aTicket(), 'network');
    expect([given.team, boundTeam(given)]).toEqual(['network', null]);
    const other = withTeamOfAssignee(given, 'office');
    expect([other.team, boundTeam(other)]).toEqual(['office', null]);
    expect(withTeamOfAssignee(other, null).team).toBeNull();
    const chosen = inTeam(other, 'network');
    expect(boundTeam(chosen)).toBe('network');
    expect(chosen).not.toHaveProperty('teamFrom');
    expect(withTeamOfAssignee(chosen, 'office')).toEqual(chosen);
  });
});

describe('an assignee after another triage', () => {
  it('is misplaced in another team, or without a required skill if skills count', () => {
    const misplaced = (assignee: typeof nora, fields: Partial<Ticket>, more = {}) =>
      isMisplaced(assignee, aTicket(fields), all, { ...context, ...more });
    expect(misplaced(olga, { team: 'network' })).toBe(true);
    expect(misplaced(nick, { team: 'network', requiredSkills: ['vpn'] })).toBe(true);
    expect(misplaced(nora, { team: 'network', requiredSkills: ['vpn'] })).toBe(false);
    const inTurn = { teams: [{ ...network, assigns: 'round_robin' as const }] };
    expect(misplaced(nick, { team: 'network', requiredSkills: ['vpn'] }, inTurn)).toBe(false);
    const off = { teams: [{ ...network, assigns: 'off' as const }] };
    expect(misplaced(olga, { team: 'network' }, off)).toBe(false);
  });
});
