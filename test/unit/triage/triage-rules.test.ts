import { describe, expect, it } from '@jest/globals';
import { applyFallback, applyTriage, awaitsModel } from '../../../src/domain/triage/triage-rules.js';
import type { TriageAnswer } from '../../../src/domain/tickets/triage.js';
import { CHOICES } from '../../support/tickets/choices.js';
import { withRaisedPriority } from '../../../src/domain/tickets/priority.js';
import { aTicket, T0 } from '../../support/tickets/builders.js';

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
  categories: CHOICES.categories,
  teams: CHOICES.teams,
  at: T0,
};
const SHARED = { synonyms: context.synonyms, categories: context.categories, teams: context.teams };

describe('triage', () => {
  it('sets fields that no person has chosen', () => {
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

  it('keeps skills that a person chose, also without an answer', () => {
    const chosen = aTicket({ requiredSkills: ['sap'], chosenByPerson: ['requiredSkills'] });
    expect(applyTriage(chosen, answer, context)).toMatchObject({
      priority: 'urgent',
      requiredSkills: ['sap'],
    });
    expect(applyFallback(chosen, context).requiredSkills).toEqual(['sap']);
  });

  it('replaces an escalated priority, unless a person chose it', () => {
    const raised = withRaisedPriority(aTicket({ priority: 'low' }));
    expect(applyTriage(raised, answer, context)).not.toHaveProperty('unescalatedPriority');
    const chosen = applyTriage({ ...raised, chosenByPerson: ['priority'] }, answer, context);
    expect(chosen).toMatchObject({ priority: 'medium', unescalatedPriority: 'low' });
  });

  it('requires the general skill if the model names none', () => {
    expect(applyTriage(aTicket(), { ...answer, requiredSkills: [' '] }, context).requiredSkills).toEqual([
      'general',
    ]);
  });

  it('falls back to the built-in rules, with a note before their hints, and overrules no person', () => {
    const local = { answer, source: { ...source, provider: 'local' }, ...SHARED };
    const chosen = aTicket({ priority: 'low', chosenByPerson: ['priority'] });
    const fallen = applyFallback(chosen, context, local);
    expect(fallen).toMatchObject({
      priority: 'low',
      category: 'network',
      requiredSkills: ['vpn', 'wifi'],
      language: 'en',
      triage: { state: 'fallback', runId: 'initial', provider: 'local', model: 'm', confidence: 0.9 },
    });
    expect(fallen.triage.helpfulNotes).toMatch(/^AI triage gave no .*check priority.*\n\nCheck the MTU\.$/su);
  });

  it('lets the model answer later until the ticket is accepted', () => {
    const fallen = applyFallback(aTicket(), context);
    const assignment = { assignee: { id: 'bob', name: 'Bob' }, at: T0, acceptedAt: null };
    expect(awaitsModel(fallen)).toBe(true);
    expect(awaitsModel({ ...fallen, assignment })).toBe(true);
    expect(awaitsModel({ ...fallen, assignment: { ...assignment, acceptedAt: T0 } })).toBe(false);
    expect(awaitsModel({ ...fallen, status: 'in_progress' })).toBe(false);
    expect(awaitsModel(applyTriage(fallen, answer, context))).toBe(false);
  });

  it('falls back to medium, the general skill, and a note for a person', () => {
    expect(applyFallback(aTicket(), context)).toMatchObject({
      priority: 'medium',
      requiredSkills: ['general'],
      triage: { state: 'fallback', provider: null, helpfulNotes: expect.stringContaining('check priority') },
    });
  });
});
