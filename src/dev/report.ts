/** Takes one finished line for the person at the keyboard. */
export type Report = (line: string) => void;

/**
 * Reports the progress of a long step, under a key.
 * A later text replaces the earlier one, and `undefined` ends it.
 */
export type Progress = (key: string, text: string | undefined) => void;
