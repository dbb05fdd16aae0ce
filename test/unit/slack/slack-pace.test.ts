import { describe, expect, it } from '@jest/globals';
import { SlackPace } from '../../../src/app/slack/outgoing/slack-pace.js';

describe('turns in a channel', () => {
  it('are a second apart, and each work has one of its own', () => {
    const pace = new SlackPace(1_000);
    expect(pace.waitMs('C1', 'a', 0)).toBe(0);
    expect(pace.waitMs('C1', 'b', 0)).toBe(1_000);
    expect(pace.waitMs('C1', 'c', 0)).toBe(2_000);
    // Asking again does not take a second turn.
    expect(pace.waitMs('C1', 'c', 500)).toBe(1_500);
    expect(pace.waitMs('C2', 'd', 0)).toBe(0);
    expect(pace.waitMs('C1', 'b', 1_000)).toBe(0);
    expect(pace.waitMs('C1', 'c', 2_000)).toBe(0);
    expect(pace.waitMs('C1', 'e', 2_000)).toBe(1_000);
  });

  it('wait for a pause that Slack asks for', () => {
    const pace = new SlackPace(1_000);
    pace.pause('C1', 30_000, 0);
    expect(pace.waitMs('C1', 'a', 0)).toBe(30_000);
    expect(pace.waitMs('C1', 'a', 30_000)).toBe(0);
  });
});
