import type { FieldFault } from '../../domain/errors.js';

/** A provider and model in the list of a task. */
export interface AiAgent {
  readonly task: string;
  readonly provider: string;
  readonly model: string;
  /** False if the provider has no key, and so is left out. */
  readonly hasKey: boolean;
  /** Millionths of a US dollar per day; null for no limit. */
  readonly budgetMicros: number | null;
  /** Why it cannot be used, such as a wrong key or model; null if it can. Never quotes a key. */
  readonly fault: string | null;
}

/** Shows which providers serve which task. */
export interface AiAgents {
  /** Checks each one, at most every 30 seconds. */
  list(): Promise<{
    readonly agents: readonly AiAgent[];
    /** Faults of a newer configuration file that is not in force. */
    readonly configFaults: readonly FieldFault[];
  }>;
}
