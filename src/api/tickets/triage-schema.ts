import { z } from 'zod';
import { REVIEW_OUTCOMES } from '../../domain/tickets/triage.js';
import { choiceKey } from '../choices/key.js';
import { instant, lineOfText, orNull, referTo } from '../http/fields.js';
import { teamKey } from '../teams/key.js';
import { priority, triageState } from './enums.js';

const reviewSchema = z
  .object({
    until: instant.meta({ description: 'When the proposal applies without a person.' }),
    priority,
    category: z.string(),
    type: z.string(),
    required_skills: z.array(z.string()),
  })
  .meta({ id: 'TriageReview', description: 'The proposed values, while `state` is `needs_review`.' });

const reviewOutcome = z.enum(REVIEW_OUTCOMES).meta({
  id: 'TriageReviewOutcome',
  description:
    'How the wait for a person ended. `timed_out`: the proposal applied without one. `ended`: the ticket was closed before.',
});

export const triageSchema = z
  .object({
    state: referTo(triageState),
    summary: z.string().nullable(),
    at: instant.nullable(),
    provider: z.string().nullable().optional(),
    model: z.string().nullable().optional(),
    confidence: z.number().nullable().optional(),
    helpful_notes: z.string().nullable().optional(),
    suggested_team: z.string().nullable().optional(),
    review: orNull(reviewSchema).optional(),
    reviewed: orNull(reviewOutcome).optional(),
  })
  .meta({
    id: 'Triage',
    description: 'Only staff see the provider, model, confidence, notes, suggested team and review.',
  });

export const confirmationSchema = z
  .strictObject({
    priority: priority.optional(),
    category: choiceKey('categories').optional(),
    type: choiceKey('ticket-types').optional(),
    required_skills: z
      .array(lineOfText({ min: 1, max: 60 }))
      .max(10)
      .optional(),
    team: teamKey().nullable().optional(),
  })
  .meta({
    id: 'TriageConfirmation',
    description: 'The values that replace proposed ones. An empty object accepts the proposal.',
    example: { priority: 'high' },
  });
