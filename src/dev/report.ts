/** Takes one finished line for the person at the keyboard. */
export type Report = (line: string) => void;

/** Takes the present state of something long, under a key: a later text replaces the earlier one, `undefined` ends it. */
export type Progress = (key: string, text: string | undefined) => void;
