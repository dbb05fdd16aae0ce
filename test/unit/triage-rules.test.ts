import { describe, expect, it } from '@jest/globals';
import { applyFallback, applyTriage } from '../../src/domain/triage-rules.js';
import type { TriageAnswer } from '../../src/domain/triage.js';
import { aTicket, T0 } from '../support/builders.js';

const answer: TriageAnswer = {
  requiredSkills: ['VPN', 'vpn', ' WLAN '],
  priority: 'urgent',
  ticketType: 'technical',
  category: 'network',
  sentiment: 'negative',
  language: 'en',
  summary: 'VPN drops.',
  helpfulNotes: 'Check the MTU.',
  suggestedTeam: 'network',
  confidence: 0.9,
};
const source = { provider: 'test', model: 'm', promptVersion: '1', latencyMs: 3 };
const context = {
  runId: 'initial',
  source,
  synonyms: new Map([['wlan', 'wifi']]),
  at: T0,
};

describe('triage', () => {
  it('sets what nobody has chosen', () => {
    const triaged = applyTriage(aTicket(), answer, context);
    expect(triaged).toMatchObject({
      priority: 'urgent',
      category: 'network',
      type: 'technical',
      requiredSkills: ['vpn', 'wifi'],
      triage: { state: 'done', runId: 'initial', provider: 'test', confidence: 0.9 },
    });
  });

  it('never overrules a person', () => {
    const chosen = aTicket({ priority: 'low', category: 'email', chosenByPerson: ['priority', 'category'] });
    expect(applyTriage(chosen, answer, context)).toMatchObject({
      priority: 'low',
      category: 'email',
      type: 'technical',
      sla: chosen.sla,
    });
  });

  it('asks for anybody when the model names no skill', () => {
    expect(applyTriage(aTicket(), { ...answer, requiredSkills: [' '] }, context).requiredSkills).toEqual([
      'general',
    ]);
  });

  it('falls back to medium, anybody, and a note for a person', () => {
    expect(applyFallback(aTicket(), context)).toMatchObject({
      priority: 'medium',
      requiredSkills: ['general'],
      triage: { state: 'fallback', provider: null, helpfulNotes: expect.stringContaining('check priority') },
    });
  });
});
