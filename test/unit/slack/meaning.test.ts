import { describe, expect, it } from '@jest/globals';
import { meaningOf, subjectOf } from '../../../src/app/slack/incoming/meaning.js';
import { SLACK_TEXTS, slackTexts } from '../../../src/app/slack/texts/say.js';
import { idOfSource, instantOfTs } from '../../../src/domain/slack/identifiers.js';

const [ROOT, REPLY] = ['1700000000.000001', '1700000001.000002'];
const event = (fields: object) => ({ type: 'event_callback', event: { channel: 'C1', ...fields } });
const meaning = (fields: object) => meaningOf({ kind: 'event', body: event(fields) });
const subject = (fields: object) => subjectOf('event', event(fields), 'w', 'key');

describe('an event of Slack', () => {
  const reply = { type: 'message', user: 'U1', text: 'hi', ts: REPLY, thread_ts: ROOT };

  it('of one thread has one subject, so an edit comes after its message and a deletion after both', () => {
    const change = { type: 'message', ts: '1700000009.000009' };
    const subjects = [
      subject({ type: 'message', user: 'U1', text: 'hi', ts: ROOT }),
      subject(reply),
      subject({
        ...change,
        subtype: 'message_changed',
        message: { ...reply, text: 'ho' },
        previous_message: reply,
      }),
      subject({ ...change, subtype: 'message_deleted', deleted_ts: REPLY, previous_message: reply }),
      subject({ ...change, subtype: 'message_changed', message: { ...reply, subtype: 'tombstone' } }),
      subjectOf(
        'event',
        {
          event: {
            type: 'reaction_added',
            user: 'U1',
            reaction: 'eyes',
            item: { type: 'message', channel: 'C1', ts: ROOT },
          },
        },
        'w',
        'key',
      ),
    ];
    expect(new Set(subjects)).toEqual(new Set([`w.C1.${ROOT}`]));
  });

  it('of a bot, a notice or a preview of a link means nothing', () => {
    expect(meaning({ ...reply, bot_id: 'B1' })).toEqual({ kind: 'ignored', reason: 'bot' });
    expect(meaning({ ...reply, subtype: 'channel_join' })).toEqual({ kind: 'ignored', reason: 'notice' });
    const unfurled = { subtype: 'message_changed', message: reply, previous_message: reply };
    expect(meaning({ type: 'message', ts: REPLY, ...unfurled })).toEqual({
      kind: 'ignored',
      reason: 'unchanged',
    });
    expect(meaning({ type: 'team_join' })).toEqual({ kind: 'ignored', reason: 'other_event' });
  });

  it('that cannot be read has a subject, and fails when it is processed', () => {
    const broken = { type: 'message', ts: 'yesterday' };
    expect(subject(broken)).toBe('w.key');
    expect(() => meaning(broken)).toThrow();
  });
});

it('gives the same id to the same source, in the order of time', () => {
  const at = instantOfTs(ROOT);
  const id = idOfSource(at, 'a'.repeat(64));
  expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/u);
  expect(idOfSource(at, 'a'.repeat(64))).toBe(id);
  expect(idOfSource(new Date(at.getTime() + 1), '0'.repeat(64)) > id).toBe(true);
});

it('has every text in every language, with the same variables', () => {
  const variables = (text: string) => [...text.matchAll(/\{\w+\}/gu)].map(([name]) => name).sort();
  for (const texts of Object.values(SLACK_TEXTS)) {
    for (const [key, text] of Object.entries(SLACK_TEXTS.en)) {
      const translated = texts[key as keyof typeof texts];
      expect([key, variables(translated)]).toEqual([key, variables(text)]);
    }
  }
  expect(slackTexts('de')('command.which', { command: '/status' })).toContain('/status TKT-');
});
