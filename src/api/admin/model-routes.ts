import { activateModel, listModels, startTraining } from '../../app/triage/learning/models.js';
import {
  modelName,
  RULES_VERSION,
  type Activation,
  type TriageModel,
} from '../../domain/triage/learning/model.js';
import type { ApiDeps } from '../deps.js';
import { presentPage, toPageRequest } from '../http/paging.js';
import { reply, route, type Route } from '../http/route.js';
import {
  activationSchema,
  modelListSchema,
  modelParams,
  modelQuerySchema,
  trainingSchema,
} from './model-schema.js';

const PATH = '/api/v1/admin/ai/models';
const TAG = 'administration';

/** As many digits as a number holds exactly. */
const VERSION = /^[1-9]\d{0,14}$/u;

/** The versions of the local classifier: their figures, training another one, and going back. */
export function modelRoutes(deps: ApiDeps): Route[] {
  return [listRoute(deps), trainRoute(deps), activateRoute(deps)];
}

function listRoute(deps: ApiDeps): Route {
  return route({
    method: 'get',
    path: PATH,
    tag: TAG,
    operationId: 'listTriageModels',
    summary: 'List versions of the local classifier, newest first',
    description: 'The newest twenty versions are kept, and the active one.',
    action: 'triage_model.administer',
    request: { query: modelQuerySchema },
    responses: { 200: { description: 'A page of versions', schema: modelListSchema } },
    handle: async ({ query }, { actor }) => {
      const { page, activation, training } = await listModels(deps, actor, toPageRequest(query));
      const { isRunning, last } = training;
      return reply(200, {
        models: page.items.map((model) => presentModel(model, activation)),
        ...presentPage(page, query.page_size),
        active: presentActivation(activation),
        training: {
          is_running: isRunning,
          last: last === null ? null : { ...last, at: last.at.toISOString() },
        },
      });
    },
  });
}

function trainRoute(deps: ApiDeps): Route {
  return route({
    method: 'post',
    path: `${PATH}/train`,
    tag: TAG,
    operationId: 'createTriageTraining',
    summary: 'Create a training of the local classifier',
    description:
      'As the schedule does once a day. A training that is already running continues instead. ' +
      'The result is in the list of versions.',
    action: 'triage_model.administer',
    creates: true,
    request: {},
    responses: { 202: { description: 'The training has begun', schema: trainingSchema } },
    handle: async (_input, { actor, newResourceId }) => {
      await startTraining(deps, actor, newResourceId);
      return reply(202, { training: { id: newResourceId } });
    },
  });
}

function activateRoute(deps: ApiDeps): Route {
  return route({
    method: 'post',
    path: `${PATH}/{version}/activate`,
    tag: TAG,
    operationId: 'activateTriageModel',
    summary: 'Update the active version of the local classifier',
    description:
      'Every process uses it within seconds. A version other than the newest one is pinned: trainings add versions, ' +
      'but do not replace it until an administrator activates the newest version.',
    action: 'triage_model.administer',
    request: { params: modelParams },
    responses: { 200: { description: 'It is active', schema: activationSchema } },
    problems: ['not_found'],
    handle: async ({ params }, { actor }) => {
      const activation = await activateModel(deps, actor, toVersion(params.version));
      return reply(200, { active: presentActivation(activation) });
    },
  });
}

/** Null for text that cannot be the number of a version. */
function toVersion(text: string): number | null {
  if (text === 'rules') return RULES_VERSION;
  return VERSION.test(text) ? Number(text) : null;
}

function presentActivation({ version, at, by, isPinned }: Activation) {
  return { version, at: at?.toISOString() ?? null, by, is_pinned: isPinned };
}

function presentModel(model: TriageModel, { version: active }: Activation) {
  const { version, comparison, ignoredLabels } = model;
  return {
    version,
    name: modelName(version),
    trained_at: model.trainedAt.toISOString(),
    requested_by: model.requestedBy,
    examples: model.examples,
    newest_ticket_at: model.newestTicketAt.toISOString(),
    ignored_labels: {
      total: ignoredLabels.total,
      people: ignoredLabels.people.map(({ personId, labels }) => ({ id: personId, labels })),
    },
    tasks: model.tasks.map(presentTask),
    comparison: {
      with: model.comparedWith,
      tickets: comparison.tickets,
      quality: comparison.candidate,
      active_quality: comparison.active,
    },
    outcome: model.outcome,
    size_bytes: model.sizeBytes,
    is_active: version === active,
  };
}

function presentTask({ heldBack, macroF1, ece, rulesAccuracy, ...figures }: TriageModel['tasks'][number]) {
  const { task, labels, examples, accuracy, serves } = figures;
  return {
    ...{ task, labels, examples, held_back: heldBack, accuracy, macro_f1: macroF1, calibration_error: ece },
    ...{ rules_accuracy: rulesAccuracy, serves },
  };
}
