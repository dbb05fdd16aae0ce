import { DomainError } from '../../domain/errors.js';
import { isFinal } from '../../domain/tickets/ticket.js';
import { withTriage } from '../../domain/triage/needs-review.js';
import type { TriageComparison, TriageValues } from '../../domain/triage/rerun.js';
import type { AppDeps } from '../deps.js';
import { findTicket } from '../tickets/change-ticket.js';
import { withFileTexts } from '../tickets/files/with-file-texts.js';
import { askModel, calibratedBy, type AskDeps } from './ask-model.js';

type Deps = AskDeps &
  Pick<AppDeps, 'files' | 'tickets' | 'currentModel' | 'synonyms' | 'calibrations' | 'clock'>;

/** No run of a ticket has this id. */
const PREVIEW_RUN = 'preview';

/**
 * Asks the model about a ticket, and returns what a re-run would change. Writes nothing to the ticket.
 * @throws DomainError `not_found`, `workflow_ended` for a ticket that is over, those of the {@link LanguageModel}
 */
export async function previewTriage(
  deps: Deps,
  reference: string,
  signal: AbortSignal,
): Promise<TriageComparison> {
  const ticket = await findTicket(deps, reference);
  if (isFinal(ticket.status)) {
    throw new DomainError(
      'workflow_ended',
      `${ticket.number} is ${ticket.status}; so triage cannot run again.`,
    );
  }
  const model = await deps.currentModel();
  const { answer, ...asked } = calibratedBy(
    deps,
    await askModel(deps, model, await withFileTexts(deps, ticket, { includeInternal: true }), signal),
  );
  const context = { ...asked, runId: PREVIEW_RUN, synonyms: deps.synonyms, at: deps.clock.now() };
  const after = withTriage(ticket, answer, context);
  const [before, proposed] = [valuesOf(ticket), after.triage.review?.proposed ?? valuesOf(after)];
  const { provider, model: name, promptVersion } = asked.source;
  return {
    ticket: ticket.number,
    before,
    after: valuesOf(proposed),
    changed: JSON.stringify(before) !== JSON.stringify(valuesOf(proposed)),
    ...{ provider, model: name, promptVersion, confidence: answer.confidence },
    needsReview: after.triage.state === 'needs_review',
  };
}

function valuesOf(given: TriageValues): TriageValues {
  const { priority, category, type, requiredSkills } = given;
  return { priority, category, type, requiredSkills: [...requiredSkills] };
}
