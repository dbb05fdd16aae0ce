import { describe, expect, it } from '@jest/globals';
import { chooseAssignee, fits } from '../../../src/domain/tickets/assignment/routing.js';
import type { Priority } from '../../../src/domain/ticket-fields.js';
import { aModerator, minutes, T0 } from '../../support/tickets/builders.js';

const synonyms = new Map([
  ['wlan', 'wifi'],
  ['wi-fi', 'wifi'],
]);
const choose = (people: Parameters<typeof chooseAssignee>[0], skills: readonly string[]) =>
  chooseAssignee(people, { requiredSkills: skills }, { synonyms, at: T0 })?.id ?? null;

describe('choosing an assignee', () => {
  const bob = aModerator('bob', { skills: ['network', 'WiFi', 'vpn'] });
  const carol = aModerator('carol', { skills: ['software', 'access'] });

  it('prefers the larger share of the required skills', () => {
    expect(choose([bob, carol], ['access'])).toBe('carol');
    expect(choose([bob, carol], ['network', 'vpn', 'access'])).toBe('bob');
  });

  it('skips moderators who declined, and queues rather than choosing one without the skills', () => {
    const free = aModerator('free', { skills: ['vpn'], load: 9 });
    const choose = (passed: readonly string[]) =>
      chooseAssignee(
        [bob, carol, free],
        { requiredSkills: ['vpn'], declinedBy: passed },
        { synonyms, at: T0 },
      )?.id ?? null;
    expect(choose([])).toBe('bob');
    expect(choose(['bob'])).toBe('free');
    expect(choose(['bob', 'free'])).toBeNull();
  });

  it('prefers a moderator at work to an idle one, but not to one with the skills', () => {
    const [early, late] = [
      aModerator('early', { skills: ['vpn'], load: 9 }),
      aModerator('late', { skills: ['vpn'] }),
    ];
    const worksFrom = (person: { readonly id: string }) => (person.id === 'early' ? T0 : minutes(60));
    const choose = (people: Parameters<typeof chooseAssignee>[0], skills: readonly string[]) =>
      chooseAssignee(people, { requiredSkills: skills, declinedBy: [] }, { synonyms, at: T0, worksFrom })?.id;
    expect(choose([late, early], ['vpn'])).toBe('early');
    expect(choose([late], ['vpn'])).toBe('late');
    expect(choose([early, aModerator('expert', { skills: ['vpn', 'network'] })], ['vpn', 'network'])).toBe(
      'expert',
    );
  });

  describe('by when they work next', () => {
    const hours = (starts: Record<string, number>) => (person: { readonly id: string }) =>
      minutes(starts[person.id] ?? 0);
    const chosen = (
      people: Parameters<typeof chooseAssignee>[0],
      starts: Record<string, number>,
      skills: readonly string[] = [],
      priority: Priority = 'medium',
    ) =>
      chooseAssignee(
        people,
        { requiredSkills: skills, declinedBy: [], priority },
        { synonyms, at: T0, worksFrom: hours(starts) },
      )?.id ?? null;
    const busy = aModerator('busy', { load: 9, skills: ['vpn'] });
    const idle = aModerator('idle', { skills: ['vpn'] });

    it('treats starts within 15 minutes as equal, so that the load decides', () => {
      expect(chosen([busy, idle], { busy: 720, idle: 721 })).toBe('idle');
      expect(chosen([busy, idle], { busy: 720, idle: 735 })).toBe('idle');
      expect(chosen([busy, idle], { busy: 720, idle: 736 })).toBe('busy');
      expect(chosen([busy, idle], { busy: 0, idle: 1 })).toBe('idle');
    });

    it('does not wait until next week for a better expert', () => {
      const expert = aModerator('expert', { skills: ['vpn', 'network'] });
      const both = ['vpn', 'network'];
      expect(chosen([busy, expert], { expert: 24 * 60 }, both)).toBe('expert');
      expect(chosen([busy, expert], { expert: 24 * 60 + 1 }, both)).toBe('busy');
      expect(chosen([busy, expert], { expert: 7 * 24 * 60 }, both)).toBe('busy');
      expect(chosen([busy, expert], { busy: 3 * 24 * 60, expert: 4 * 24 * 60 }, both)).toBe('expert');
      expect(chosen([expert], { expert: 7 * 24 * 60 }, both)).toBe('expert');
    });

    it('prefers a moderator who speaks the language, with any language of their mails', () => {
      const chosenFor = (language: string, ...people: ReturnType<typeof aModerator>[]) =>
        chooseAssignee(people, { requiredSkills: [], language }, { synonyms, at: T0 })?.id;
      const idle = aModerator('idle', { language: 'pt' });
      const speaker = aModerator('speaker', { language: 'en', languages: ['hi', 'pt'], load: 3 });
      expect(chosenFor('hi', idle, speaker)).toBe('speaker');
      expect(chosenFor('pt', idle, speaker)).toBe('idle');
      expect(chosenFor('en', idle, speaker)).toBe('idle');
      expect(chosenFor('en', idle, aModerator('reader', { language: 'en', load: 3 }))).toBe('reader');
    });

    it('treats a ticket of a VIP organisation as an urgent one', () => {
      const expert = aModerator('expert', { skills: ['vpn', 'network'] });
      const choose = (organisationId: string) =>
        chooseAssignee(
          [busy, expert],
          { requiredSkills: ['vpn', 'network'], organisationId },
          { synonyms, at: T0, worksFrom: hours({ expert: 10 }), vips: new Set(['acme']) },
        )?.id;
      expect(choose('acme')).toBe('busy');
      expect(choose('other')).toBe('expert');
    });

    it('prefers moderators at work for an urgent ticket, even with fewer skills', () => {
      const expert = aModerator('expert', { skills: ['vpn', 'network'] });
      const both = ['vpn', 'network'];
      expect(chosen([busy, expert], { expert: 10 }, both, 'urgent')).toBe('busy');
      expect(chosen([busy, expert], { expert: 10 }, both, 'high')).toBe('expert');
      expect(chosen([busy, expert], {}, both, 'urgent')).toBe('expert');
      expect(chosen([busy, expert], { busy: 60, expert: 61 }, both, 'urgent')).toBe('expert');
      expect(chosen([busy, expert], { busy: 60, expert: 90 }, both, 'urgent')).toBe('busy');
      expect(chosen([busy, idle], { idle: 5 }, ['vpn'], 'urgent')).toBe('busy');
    });

    it('skips moderators without a next working time', () => {
      const never = () => null;
      expect(
        chooseAssignee(
          [idle],
          { requiredSkills: [], declinedBy: [] },
          { synonyms, at: T0, worksFrom: never },
        ),
      ).toBeNull();
    });

    it('treats the return from leave as the start of a moderator', () => {
      const back = aModerator('back', { absence: { from: minutes(-60), until: minutes(60) } });
      expect(chosen([back, idle], { back: 60, idle: 90 })).toBe('back');
      expect(chosen([back], { back: 59 })).toBeNull();
    });
  });

  it('matches skills by synonym, regardless of case and spaces', () => {
    expect(choose([carol, bob], ['  WLAN '])).toBe('bob');
    expect(choose([carol, bob], ['Wi-Fi'])).toBe('bob');
  });

  it('then prefers the lowest load relative to capacity', () => {
    const busy = aModerator('busy', { load: 5, capacity: 10 });
    const large = aModerator('large', { load: 8, capacity: 40 });
    expect(choose([busy, large], ['general'])).toBe('large');
  });

  it('then prefers the longest idle, and those never assigned', () => {
    const recent = aModerator('recent', { lastAssignedAt: minutes(-1) });
    const idle = aModerator('idle', { lastAssignedAt: minutes(-60) });
    expect(choose([recent, idle], [])).toBe('idle');
    expect(choose([recent, idle, aModerator('never')], [])).toBe('never');
  });

  it.each([['Windows [admin'], ['C++'], ['.'], ['.*'], ['$where'], ['(((((']])(
    'a skill called %j is an unknown name, and every moderator can get the ticket',
    (skill) => {
      expect(choose([bob, carol], [skill])).not.toBeNull();
    },
  );

  it('matches a skill with special characters by equality', () => {
    const cpp = aModerator('cpp', { skills: ['C++'] });
    expect(choose([bob, carol, cpp], ['c++'])).toBe('cpp');
  });

  it('skips absent, fully loaded and inactive people, and those who are not moderators', () => {
    const away = aModerator('away', { absence: { from: minutes(-5), until: minutes(5) } });
    const full = aModerator('full', { load: 10 });
    const gone = aModerator('gone', { isActive: false });
    const manager = aModerator('maya', { role: 'manager' });
    expect(choose([away, full, gone, manager], [])).toBeNull();
    expect(choose([aModerator('back', { absence: { from: minutes(-5), until: T0 } })], [])).toBe('back');
  });

  it('queues the ticket if only moderators without the skills are free', () => {
    expect(choose([{ ...bob, load: 10 }, carol], ['vpn'])).toBeNull();
  });

  it('does not depend on the order of the candidates', () => {
    expect(choose([aModerator('b'), aModerator('a')], [])).toBe(
      choose([aModerator('a'), aModerator('b')], []),
    );
  });

  it('accepts a person with any required skill, or if none is required', () => {
    expect(fits(bob, ['wlan', 'access'], synonyms)).toBe(true);
    expect(fits(bob, ['access'], synonyms)).toBe(false);
    expect(fits(bob, ['general'], synonyms)).toBe(true);
  });
});
