import { describe, expect, it } from '@jest/globals';
import { chooseAssignee, fits } from '../../src/domain/routing.js';
import { aModerator, minutes, T0 } from '../support/builders.js';

const synonyms = new Map([
  ['wlan', 'wifi'],
  ['wi-fi', 'wifi'],
]);
const choose = (people: Parameters<typeof chooseAssignee>[0], skills: readonly string[]) =>
  chooseAssignee(people, skills, synonyms, T0)?.id ?? null;

describe('choosing an assignee', () => {
  const bob = aModerator('bob', { skills: ['network', 'WiFi', 'vpn'] });
  const carol = aModerator('carol', { skills: ['software', 'access'] });

  it('prefers the larger share of the required skills', () => {
    expect(choose([bob, carol], ['access'])).toBe('carol');
    expect(choose([bob, carol], ['network', 'vpn', 'access'])).toBe('bob');
  });

  it('passes over those who have declined, and rather queues than asks the wrong desk', () => {
    const free = aModerator('free', { skills: ['vpn'], load: 9 });
    const choose = (passed: readonly string[]) =>
      chooseAssignee([bob, carol, free], ['vpn'], synonyms, T0, passed)?.id ?? null;
    expect(choose([])).toBe('bob');
    expect(choose(['bob'])).toBe('free');
    expect(choose(['bob', 'free'])).toBeNull();
  });

  it('prefers who is at work over who is idle, but not over who knows how', () => {
    const [early, late] = [
      aModerator('early', { skills: ['vpn'], load: 9 }),
      aModerator('late', { skills: ['vpn'] }),
    ];
    const worksFrom = (person: { readonly id: string }) => (person.id === 'early' ? T0 : minutes(60));
    const choose = (people: Parameters<typeof chooseAssignee>[0], skills: readonly string[]) =>
      chooseAssignee(people, skills, synonyms, T0, [], worksFrom)?.id;
    expect(choose([late, early], ['vpn'])).toBe('early');
    expect(choose([late], ['vpn'])).toBe('late');
    expect(choose([early, aModerator('expert', { skills: ['vpn', 'network'] })], ['vpn', 'network'])).toBe(
      'expert',
    );
  });

  it('knows synonyms, case and spaces', () => {
    expect(choose([carol, bob], ['  WLAN '])).toBe('bob');
    expect(choose([carol, bob], ['Wi-Fi'])).toBe('bob');
  });

  it('then the lowest load relative to capacity', () => {
    const busy = aModerator('busy', { load: 5, capacity: 10 });
    const large = aModerator('large', { load: 8, capacity: 40 });
    expect(choose([busy, large], ['general'])).toBe('large');
  });

  it('then the longest idle, and those never assigned first', () => {
    const recent = aModerator('recent', { lastAssignedAt: minutes(-1) });
    const idle = aModerator('idle', { lastAssignedAt: minutes(-60) });
    expect(choose([recent, idle], [])).toBe('idle');
    expect(choose([recent, idle, aModerator('never')], [])).toBe('never');
  });

  it.each([['Windows [admin'], ['C++'], ['.'], ['.*'], ['$where'], ['(((((']])(
    'a skill called %j is just a name that nobody has, and anybody may take the ticket',
    (skill) => {
      expect(choose([bob, carol], [skill])).not.toBeNull();
    },
  );

  it('a skill with odd characters is matched by equality', () => {
    const cpp = aModerator('cpp', { skills: ['C++'] });
    expect(choose([bob, carol, cpp], ['c++'])).toBe('cpp');
  });

  it('leaves out the absent, the full, the inactive and those who are no moderators', () => {
    const away = aModerator('away', { absence: { from: minutes(-5), until: minutes(5) } });
    const full = aModerator('full', { load: 10 });
    const gone = aModerator('gone', { isActive: false });
    const manager = aModerator('maya', { role: 'manager' });
    expect(choose([away, full, gone, manager], [])).toBeNull();
    expect(choose([aModerator('back', { absence: { from: minutes(-5), until: T0 } })], [])).toBe('back');
  });

  it('waits for the right desk rather than taking the wrong one', () => {
    expect(choose([{ ...bob, load: 10 }, carol], ['vpn'])).toBeNull();
  });

  it('does not depend on the order of the candidates', () => {
    expect(choose([aModerator('b'), aModerator('a')], [])).toBe(
      choose([aModerator('a'), aModerator('b')], []),
    );
  });

  it('fits: any of the skills, or none asked for', () => {
    expect(fits(bob, ['wlan', 'access'], synonyms)).toBe(true);
    expect(fits(bob, ['access'], synonyms)).toBe(false);
    expect(fits(bob, ['general'], synonyms)).toBe(true);
  });
});
