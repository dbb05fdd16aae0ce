import { readAiFigures, type CalibrationFigures } from '../../app/triage/learning/figures.js';
import { MIN_CALIBRATION_TICKETS } from '../../domain/triage/calibration.js';
import type { AiCallTotals } from '../../ports/triage/ai-calls.js';
import type { ModelFigures } from '../../ports/triage/triage-figures.js';
import type { ApiDeps } from '../deps.js';
import { reply, route, type Route } from '../http/route.js';
import { aiFiguresQuerySchema, aiFiguresSchema } from './ai-schema.js';

/** How good triage is, by what people made of its answers. */
export function aiFigureRoutes(deps: ApiDeps): Route[] {
  return [
    route({
      method: 'get',
      path: '/api/v1/metrics/ai',
      tag: 'figures',
      operationId: 'getAiFigures',
      summary: 'Get figures of AI triage',
      description: 'Accuracy by provider and model, from the 100,000 newest tickets of the period at most.',
      action: 'triage_figures.read',
      request: { query: aiFiguresQuerySchema },
      responses: { 200: { description: 'The figures', schema: aiFiguresSchema } },
      handle: async ({ query }, { actor }) => {
        const { since, until, models, overrulings, activation, calls, calibrations } = await readAiFigures(
          deps,
          actor,
          query.days,
        );
        return reply(200, {
          since: since.toISOString(),
          until: until.toISOString(),
          active_version: activation.version,
          models: models.map(presentModel),
          calls: calls.map(presentCalls),
          calibrations: calibrations.map(presentCalibration),
          overrulings: overrulings.map(({ promptVersion, ...overruling }) => ({
            ...overruling,
            prompt_version: promptVersion,
          })),
        });
      },
    }),
  ];
}

function presentCalls({ task, provider, model, calls, failed, ...totals }: AiCallTotals) {
  return {
    ...{ task, provider, model, prompt_version: totals.promptVersion, calls, failed },
    ...{ input_tokens: totals.inputTokens, output_tokens: totals.outputTokens },
    cost: totals.costMicros / 1_000_000,
    mean_latency_ms: Math.round(totals.meanLatencyMs),
    mean_confidence: totals.meanConfidence,
  };
}

function presentCalibration({ provider, model, tickets, curve }: CalibrationFigures) {
  return {
    ...{ provider, model, tickets, tickets_needed: MIN_CALIBRATION_TICKETS },
    curve: curve === null ? null : curve.map((point) => ({ ...point })),
  };
}

function presentModel({ provider, model, promptVersion, ...figures }: ModelFigures) {
  const { tickets, solved, right, confidence, sure } = figures;
  const ofSolved = (count: number) => (solved === 0 ? null : count / solved);
  return {
    ...{ provider, model, prompt_version: promptVersion, tickets, solved },
    accuracy: {
      category: ofSolved(right.category),
      priority: ofSolved(right.priority),
      type: ofSolved(right.type),
    },
    mean_confidence: ofSolved(confidence),
    coverage: sure.map((part) => ({
      confidence: part.confidence,
      coverage: ofSolved(part.tickets),
      accuracy: part.tickets === 0 ? null : part.right / part.tickets,
    })),
  };
}
