import type { TriagedField } from '../../domain/ticket-fields.js';
import type { ConfidenceBin } from '../../domain/triage/calibration.js';

/** How often a model was right with a version of the prompt, by what people have left standing. */
export interface ModelFigures {
  readonly provider: string;
  readonly model: string;
  readonly promptVersion: string | null;
  /** Tickets that it triaged. */
  readonly tickets: number;
  /** Solved ones among them. Only these are judged. */
  readonly solved: number;
  /** Solved tickets whose value is that of the model, by field. */
  readonly right: Readonly<Record<TriagedField, number>>;
  /** Sum of the confidences of the solved tickets. */
  readonly confidence: number;
  /** Solved tickets with at least this confidence, and those with the right category among them. */
  readonly sure: readonly { readonly confidence: number; readonly tickets: number; readonly right: number }[];
}

/** A value of a model that people replaced by another one. */
export interface Overruling {
  readonly field: TriagedField;
  readonly provider: string;
  readonly model: string;
  readonly promptVersion: string | null;
  readonly from: string;
  readonly to: string;
  readonly tickets: number;
}

/** How often a model was right, by its confidence before calibration. */
export interface Reliability {
  readonly provider: string;
  readonly model: string;
  readonly bins: readonly ConfidenceBin[];
}

/** What people made of the answers of triage, by provider, model and version of the prompt. */
export interface TriageFigures {
  /** Figures of the newest tickets since then, the model with the most tickets first. */
  byModel(since: Date): Promise<readonly ModelFigures[]>;
  /** Solved tickets by provider and model, in {@link CONFIDENCE_BINS} bins. */
  reliability(since: Date): Promise<readonly Reliability[]>;
  /** The most frequent overrulings since then. */
  overrulings(since: Date, limit: number): Promise<readonly Overruling[]>;
}

/** The confidences of {@link ModelFigures.sure}. */
export const CONFIDENCE_STEPS = [0.5, 0.7, 0.8, 0.9] as const;
