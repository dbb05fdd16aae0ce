import type { mongo } from 'mongoose';
import { TRIAGED_FIELDS, type TriagedField } from '../../../domain/ticket-fields.js';
import {
  CONFIDENCE_STEPS,
  type ModelFigures,
  type Overruling,
  type Reliability,
  type TriageFigures,
} from '../../../ports/triage/triage-figures.js';
import { CONFIDENCE_BINS, type ConfidenceBin } from '../../../domain/triage/calibration.js';
import type { Models } from '../schema/models.js';

/** Maximum tickets of one figure, the newest ones. */
const MAX_TICKETS = 100_000;

/** Maximum providers and models of one answer. */
const MAX_GROUPS = 100;

const BY_MODEL = {
  provider: '$triage.provider',
  model: '$triage.model',
  promptVersion: { $ifNull: ['$triage.promptVersion', null] },
};
/** Before calibration. Absent on tickets of earlier versions, and where nothing was calibrated. */
const OWN_CONFIDENCE = { $ifNull: ['$triage.ownConfidence', '$triage.confidence'] };
/**
 * The values that people left or set, by field. An SLA escalation is no word of a person on the priority. Escalated
 * tickets of earlier versions do not have the priority without it.
 */
const JUDGED: Readonly<Record<TriagedField, unknown>> = {
  priority: {
    $cond: [
      { $in: ['priority', { $ifNull: ['$chosenByPerson', []] }] },
      { $ifNull: ['$unescalatedPriority', '$priority'] },
      '$triage.answered.priority',
    ],
  },
  category: '$category',
  type: '$type',
};
const IS_SOLVED = { $in: ['$status', ['resolved', 'closed']] };

type ModelName = Pick<ModelFigures, 'provider' | 'model' | 'promptVersion'>;
type Row = { readonly _id: ModelName } & Readonly<Record<string, number>>;
type BinRow = ConfidenceBin & { readonly _id: Omit<Reliability, 'bins'> & { readonly bin: number } };
type OverrulingRow = { readonly _id: Omit<Overruling, 'tickets'>; readonly tickets: number };

export class MongoTriageFigures implements TriageFigures {
  constructor(private readonly models: Pick<Models, 'tickets'>) {}

  async byModel(since: Date): Promise<readonly ModelFigures[]> {
    const rows = await this.models.tickets.collection
      .aggregate<Row>([
        ...triagedSince(since),
        { $group: { _id: BY_MODEL, tickets: { $count: {} }, solved: count(IS_SOLVED), ...sums() } },
        { $sort: { tickets: -1, _id: 1 } },
        { $limit: MAX_GROUPS },
      ])
      .toArray();
    return rows.map(({ _id, ...row }) => ({
      ..._id,
      ...{ tickets: row['tickets'] ?? 0, solved: row['solved'] ?? 0, confidence: row['confidence'] ?? 0 },
      right: {
        priority: row['right_priority'] ?? 0,
        category: row['right_category'] ?? 0,
        type: row['right_type'] ?? 0,
      },
      sure: CONFIDENCE_STEPS.map((confidence, step) => ({
        ...{ confidence, tickets: row[`sure_${step}`] ?? 0, right: row[`sure_right_${step}`] ?? 0 },
      })),
    }));
  }

  async reliability(since: Date): Promise<readonly Reliability[]> {
    const highest = CONFIDENCE_BINS - 1;
    const bin = { $min: [highest, { $floor: { $multiply: [OWN_CONFIDENCE, CONFIDENCE_BINS] } }] };
    const isRight = { $eq: ['$category', '$triage.answered.category'] };
    const rows = await this.models.tickets.collection
      .aggregate<BinRow>([
        ...triagedSince(since),
        { $match: { status: { $in: ['resolved', 'closed'] } } },
        {
          $group: {
            _id: { provider: '$triage.provider', model: '$triage.model', bin },
            ...{ tickets: { $count: {} }, right: count(isRight), confidence: { $avg: OWN_CONFIDENCE } },
          },
        },
        { $sort: { _id: 1 } },
        { $limit: MAX_GROUPS * CONFIDENCE_BINS },
      ])
      .toArray();
    const models = new Map<string, Reliability>();
    for (const { _id, ...row } of rows) {
      const key = JSON.stringify([_id.provider, _id.model]);
      const { provider, model, bins } = models.get(key) ?? { ..._id, bins: [] };
      models.set(key, { provider, model, bins: [...bins, row] });
    }
    return [...models.values()];
  }

  async overrulings(since: Date, limit: number): Promise<readonly Overruling[]> {
    const fields = TRIAGED_FIELDS.map((field) => ({
      ...{ field, from: `$triage.answered.${field}`, to: JUDGED[field] },
    }));
    const rows = await this.models.tickets.collection
      .aggregate<OverrulingRow>([
        ...triagedSince(since),
        { $project: { ...BY_MODEL, values: fields } },
        { $unwind: '$values' },
        { $match: { $expr: { $ne: ['$values.from', '$values.to'] } } },
        {
          $group: {
            _id: {
              ...{ field: '$values.field', provider: '$provider', model: '$model' },
              promptVersion: '$promptVersion',
              ...{ from: '$values.from', to: '$values.to' },
            },
            tickets: { $count: {} },
          },
        },
        { $sort: { tickets: -1, _id: 1 } },
        { $limit: limit },
      ])
      .toArray();
    return rows.map(({ _id, tickets }) => ({ ..._id, tickets }));
  }
}

function triagedSince(since: Date): mongo.Document[] {
  return [
    { $match: { createdAt: { $gte: since } } },
    { $sort: { createdAt: -1, _id: -1 } },
    { $limit: MAX_TICKETS },
    { $match: { 'triage.answered': { $exists: true } } },
  ];
}

function count(condition: object) {
  return { $sum: { $cond: [condition, 1, 0] } };
}

type Sum = readonly [string, object];

/** The sums of one group, each under its own name. Only solved tickets count. */
function sums(): Readonly<Record<string, object>> {
  const isRight = (field: TriagedField) => ({ $eq: [JUDGED[field], `$triage.answered.${field}`] });
  const rights = TRIAGED_FIELDS.map((field): Sum => [
    `right_${field}`,
    count({ $and: [IS_SOLVED, isRight(field)] }),
  ]);
  const sure = CONFIDENCE_STEPS.flatMap((confidence, step): Sum[] => {
    const isSure = { $gte: ['$triage.confidence', confidence] };
    return [
      [`sure_${step}`, count({ $and: [IS_SOLVED, isSure] })],
      [`sure_right_${step}`, count({ $and: [IS_SOLVED, isSure, isRight('category')] })],
    ];
  });
  return {
    ...Object.fromEntries([...rights, ...sure]),
    confidence: { $sum: { $cond: [IS_SOLVED, '$triage.confidence', 0] } },
  };
}
