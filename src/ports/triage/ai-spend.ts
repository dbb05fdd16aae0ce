/** What a budget is for: a task of one model, per day (UTC). */
export interface SpendKey {
  readonly task: string;
  readonly provider: string;
  readonly model: string;
}

/** What models have cost today, counted for all workers together. */
export interface AiSpend {
  /** Millionths of a US dollar since midnight UTC. */
  today(key: SpendKey, now: Date): Promise<number>;
  add(key: SpendKey, now: Date, costMicros: number): Promise<void>;
}
