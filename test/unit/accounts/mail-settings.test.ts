import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  ACCOUNT_MAIL_KINDS,
  STAFF_MAIL_KINDS,
  TICKET_MAIL_KINDS,
} from '../../../src/domain/accounts/mail-kinds.js';
import { commonGroup } from '../../../src/domain/mail/batched-notification.js';
import {
  breaksQuiet,
  faultsOfQuietHours,
  isSwitchedOff,
  MAIL_GROUPS,
  quietUntil,
} from '../../../src/domain/accounts/mail-settings.js';
import { mailSwitchId, mailSwitchOf } from '../../../src/domain/mail/mail-switch.js';

const KINDS = [...TICKET_MAIL_KINDS, ...ACCOUNT_MAIL_KINDS, ...STAFF_MAIL_KINDS];
const NIGHT = { from: '22:00', to: '07:00', timeZone: 'Europe/Berlin' };
const until = (at: string, hours = NIGHT) => quietUntil(hours, new Date(at))?.toISOString() ?? null;

describe('quiet hours', () => {
  it('last over midnight, by the clock of their zone', () => {
    expect(until('2026-01-15T20:59:59Z')).toBeNull();
    expect(until('2026-01-15T21:00:00Z')).toBe('2026-01-16T06:00:00.000Z');
    expect(until('2026-01-16T00:30:00Z')).toBe('2026-01-16T06:00:00.000Z');
    expect(until('2026-01-16T05:59:59Z')).toBe('2026-01-16T06:00:00.000Z');
    expect(until('2026-01-16T06:00:00Z')).toBeNull();
    expect(until('2026-07-15T20:00:00Z')).toBe('2026-07-16T05:00:00.000Z');
  });

  it('may lie within a day, and reach from midnight or to it', () => {
    const lunch = { from: '12:00', to: '13:30', timeZone: 'Asia/Kolkata' };
    expect(until('2026-01-15T06:29:00Z', lunch)).toBeNull();
    expect(until('2026-01-15T06:30:00Z', lunch)).toBe('2026-01-15T08:00:00.000Z');
    expect(until('2026-01-15T08:00:00Z', lunch)).toBeNull();
    const late = { from: '23:00', to: '00:00', timeZone: 'UTC' };
    expect(until('2026-01-15T23:30:00Z', late)).toBe('2026-01-16T00:00:00.000Z');
    expect(until('2026-01-16T00:00:00Z', late)).toBeNull();
    const early = { from: '00:00', to: '05:00', timeZone: 'UTC' };
    expect(until('2026-01-16T00:00:00Z', early)).toBe('2026-01-16T05:00:00.000Z');
  });

  it('follow the clock when it is changed', () => {
    expect(until('2026-03-28T22:00:00Z')).toBe('2026-03-29T05:00:00.000Z');
    expect(until('2026-10-24T22:00:00Z')).toBe('2026-10-25T06:00:00.000Z');
    const skipped = { ...NIGHT, to: '02:30' };
    expect(until('2026-03-29T00:00:00Z', skipped)).toBe('2026-03-29T01:30:00.000Z');
    const twice = { ...NIGHT, to: '02:30' };
    expect(until('2026-10-25T00:10:00Z', twice)).toBe('2026-10-25T00:30:00.000Z');
    expect(until('2026-10-25T01:10:00Z', twice)).toBeNull();
  });

  it('end at a later instant, within a day and an hour, at which it is not quiet', () => {
    const time = fc
      .tuple(fc.nat(23), fc.nat(59))
      .map((parts) => parts.map((part) => String(part).padStart(2, '0')).join(':'));
    const zone = fc.constantFrom('UTC', 'Europe/Berlin', 'Australia/Lord_Howe', 'America/St_Johns');
    const at = fc.date({ min: new Date('2024-01-01'), max: new Date('2028-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(time, time, zone, at, (from, to, timeZone, instant) => {
        fc.pre(from !== to);
        const hours = { from, to, timeZone };
        const end = quietUntil(hours, instant);
        if (end === null) return;
        expect(end.getTime()).toBeGreaterThan(instant.getTime());
        expect(end.getTime() - instant.getTime()).toBeLessThanOrEqual(25 * 3_600_000);
        expect(quietUntil(hours, end)).toBeNull();
      }),
    );
  });

  it('have two times, in a zone that there is', () => {
    expect(faultsOfQuietHours(NIGHT)).toEqual([]);
    const wrong = { from: '22:00', to: '22:00', timeZone: 'Mars/Olympus' };
    expect(faultsOfQuietHours(wrong).map(({ path }) => path)).toEqual(['time_zone', 'to']);
  });

  it('do not delay escalations, codes and links', () => {
    expect(KINDS.filter(breaksQuiet)).toEqual(['sla_escalated', ...ACCOUNT_MAIL_KINDS]);
  });
});

describe('what can be switched off', () => {
  it('is nearly everything: not what must be acted on, and not what gathers others', () => {
    const all = { mailsOff: MAIL_GROUPS };
    expect(KINDS.filter((kind) => !isSwitchedOff(all, kind))).toEqual([
      'assigned',
      'gathered',
      ...ACCOUNT_MAIL_KINDS,
    ]);
    expect(KINDS.filter((kind) => isSwitchedOff({ mailsOff: [] }, kind))).toEqual([]);
    expect(KINDS.filter((kind) => isSwitchedOff({ mailsOff: ['comments'] }, kind))).toEqual([
      'comment',
      'reply',
    ]);
  });

  it('is for gathered mails what they have in common', () => {
    expect(commonGroup(['reply', 'comment'])).toBe('comments');
    expect(commonGroup(['reply', 'cancelled'])).toBeNull();
    expect(commonGroup([])).toBeNull();
  });

  it('is read from its own link only', () => {
    const id = mailSwitchId({ personId: '0195-abc', group: 'digests' });
    expect(mailSwitchOf(id)).toEqual({ personId: '0195-abc', group: 'digests', generation: 0 });
    const next = { personId: '0195-abc', group: 'digests', generation: 2 } as const;
    expect(mailSwitchOf(mailSwitchId(next))).toEqual(next);
    for (const other of ['', 'mails~0195-abc', 'mails~0195-abc~nothing', 'survey~0195-abc~digests']) {
      expect(mailSwitchOf(other)).toBeNull();
    }
  });
});
