import { describe, expect, it } from '@jest/globals';
import {
  activeTeam,
  currentTeamKey,
  isSameTeam,
  predecessorsOf,
  teamAddressed,
  teamAddresses,
  teamFault,
  teamRef,
} from '../../../src/domain/desk/teams.js';
import { aTeam } from '../../support/tickets/builders.js';

const gone = (name: string, successor: string | null) => aTeam(name, { isActive: false, successor });
const teams = [
  aTeam('live', { mailAddress: 'live@desk.example' }),
  gone('old', 'older'),
  gone('older', 'live'),
  gone('lost', null),
  { ...gone('mute', 'live'), mailAddress: 'mute@desk.example' },
];

describe('teams', () => {
  it('replace those that were dissolved into them', () => {
    expect(['live', 'old', 'older', 'lost', 'never'].map((key) => currentTeamKey(teams, key))).toEqual([
      'live',
      'live',
      'live',
      'lost',
      'never',
    ]);
    expect(['old', 'lost', 'never', null].map((key) => activeTeam(teams, key)?.name)).toEqual([
      'live',
      undefined,
      undefined,
      undefined,
    ]);
    expect(predecessorsOf(teams, 'live')).toEqual(['old', 'older', 'mute']);
    expect(predecessorsOf(teams, 'old')).toEqual([]);
    expect(isSameTeam(teams, 'old', 'live')).toBe(true);
    expect(isSameTeam(teams, 'lost', 'live')).toBe(false);
    expect(isSameTeam(teams, null, null)).toBe(true);
    expect(isSameTeam(teams, null, 'live')).toBe(false);
    expect(teamRef(teams, 'old')).toEqual({ key: 'live', label: 'Team live' });
    expect(teamRef(teams, 'lost')).toEqual({ key: 'lost', label: 'Team lost' });
    expect(teamRef(teams, 'never')).toEqual({ key: 'never', label: 'never' });
    expect(teamRef(teams, null)).toBeNull();
  });

  it('that name each other in a circle end the search', () => {
    const circle = [gone('a', 'b'), gone('b', 'a')];
    expect(['a', 'b']).toContain(currentTeamKey(circle, 'a'));
    expect(activeTeam(circle, 'a')).toBeNull();
  });

  it('are refused with the list of active ones, and found also if they are dissolved', () => {
    expect(teamFault(teams, 'live')).toBeNull();
    expect(teamFault(teams, 'lost', true)).toBeNull();
    expect(teamFault(teams, 'lost')).toBe('is a dissolved team; choose one of: live');
    expect(teamFault(teams, 'never')).toBe('is not a team; choose one of: live');
    expect(teamFault(teams, 'never', true)).toBe(
      'is not a team; choose one of: live, lost, mute, old, older',
    );
    expect(teamFault([], 'never')).toBe('is not a team; there is none yet, create it first');
  });

  it('have the mail of their address, with its plus addresses, while they are active', () => {
    expect(teamAddresses(teams)).toEqual(['live@desk.example']);
    const of = (...addresses: string[]) => teamAddressed(teams, addresses)?.name;
    expect(of('else@desk.example', 'Live+printer@desk.example')).toBe('live');
    expect(of('mute@desk.example')).toBeUndefined();
    expect(of('live@elsewhere.example', '')).toBeUndefined();
    expect(of()).toBeUndefined();
  });
});
