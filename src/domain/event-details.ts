/** `{status: {from: "open", to: "in_progress"}}` for changes, plain values for other facts. */
export type EventDetails = Readonly<Record<string, unknown>>;
