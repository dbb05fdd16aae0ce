/** `{status: {from: "open", to: "in_progress"}}` for what changed, plain values for what is merely said. */
export type EventDetails = Readonly<Record<string, unknown>>;
