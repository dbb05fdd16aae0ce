import { figuresOf } from '../../domain/triage/classifier/figures.js';
import { JUDGED, type Verdict } from './judge-provider.js';

/** Maximum width of a column of the confusion table. */
const WIDTH = 10;

/** The verdicts on one provider. */
export interface Judged {
  readonly name: string;
  readonly verdicts: readonly Verdict[];
}

/** Returns the lines of the comparison: figures, the confusions of one column, and each two side by side. */
export function reportLines(judged: readonly Judged[], confused: string): readonly string[] {
  return [
    '| provider | column | tickets | right | macro-F1 | no answer | ms |',
    '|---|---|---|---|---|---|---|',
    ...judged.flatMap(figureLines),
    ...judged.flatMap((one) => confusionLines(one, confused)),
    ...sideBySide(judged, confused),
  ];
}

function figureLines({ name, verdicts }: Judged): readonly string[] {
  const failed = verdicts.filter(({ answer }) => answer === null).length;
  const ms = [...verdicts].map((verdict) => verdict.ms).sort((a, b) => a - b)[verdicts.length >> 1] ?? 0;
  return Object.entries(JUDGED).flatMap(([column, valueOf]) => {
    const judgements = judgementsOf(verdicts, column, valueOf);
    if (judgements.length === 0) return [];
    const { accuracy, macroF1 } = figuresOf(judgements);
    const cells = [
      name,
      column,
      judgements.length,
      accuracy.toFixed(3),
      macroF1.toFixed(3),
      failed,
      ms.toFixed(1),
    ];
    return [`| ${cells.join(' | ')} |`];
  });
}

/** Rows are the right labels, columns the answers. */
function confusionLines({ name, verdicts }: Judged, column: string): readonly string[] {
  const valueOf = JUDGED[column];
  const judgements = valueOf === undefined ? [] : judgementsOf(verdicts, column, valueOf);
  if (judgements.length === 0) return [];
  const labels = [...new Set(judgements.flatMap(({ truth, answer }) => [truth, answer]))].sort();
  const count = (truth: string, answer: string) =>
    judgements.filter((one) => one.truth === truth && one.answer === answer).length;
  const cut = (label: string) => (label === '' ? '(none)' : label).slice(0, WIDTH);
  return [
    '',
    `${name}, ${column}: right labels from top to bottom, answers from left to right`,
    '',
    `| | ${labels.map(cut).join(' | ')} |`,
    `|---|${labels.map(() => '---|').join('')}`,
    ...labels.map(
      (truth) => `| ${cut(truth)} | ${labels.map((answer) => count(truth, answer)).join(' | ')} |`,
    ),
  ];
}

/** How often one of two is right where the other is wrong, for each two that were judged. */
function sideBySide(judged: readonly Judged[], column: string): readonly string[] {
  const valueOf = JUDGED[column];
  if (valueOf === undefined || judged.length < 2) return [];
  const rows = judged.flatMap((first, index) =>
    judged.slice(index + 1).map((second) => {
      const [a, b] = [first, second].map(({ verdicts }) => judgementsOf(verdicts, column, valueOf));
      const isRight = (one: Judgements | undefined, at: number) => one?.[at]?.truth === one?.[at]?.answer;
      const count = (ofFirst: boolean, ofSecond: boolean) =>
        (a ?? []).filter((_, at) => isRight(a, at) === ofFirst && isRight(b, at) === ofSecond).length;
      const counts = [count(true, true), count(true, false), count(false, true), count(false, false)];
      return `| ${[first.name, second.name, ...counts].join(' | ')} |`;
    }),
  );
  return [
    '',
    `Side by side, ${column}: tickets`,
    '',
    '| first | second | both right | only the first | only the second | neither |',
    '|---|---|---|---|---|---|',
    ...rows,
  ];
}

type Judgements = ReturnType<typeof judgementsOf>;

function judgementsOf(
  verdicts: readonly Verdict[],
  column: string,
  valueOf: (answer: NonNullable<Verdict['answer']>) => string,
) {
  return verdicts.flatMap(({ labels, answer }) => {
    const truth = labels[column];
    if (truth === undefined || truth === '') return [];
    return [{ truth, answer: answer === null ? '' : valueOf(answer), confidence: answer?.confidence ?? 0 }];
  });
}
