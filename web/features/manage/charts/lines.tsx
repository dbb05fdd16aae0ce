import { axisEnd, labelledIndexes, runsOf, type Point } from './axis.js';
import styles from './charts.module.css';

export interface Line {
  readonly name: string;
  readonly points: readonly Point[];
  readonly isQuiet?: boolean;
}

const WIDTH = 480;
const HEIGHT = 170;
const [LEFT, RIGHT, TOP, BOTTOM] = [60, 390, 12, 140];
const MAX_LABELS = 4;

/** Lines over time on one scale from zero. Where nothing was measured, a line has a gap. */
export function Lines({
  title,
  lines,
  most,
  write,
}: {
  readonly title: string;
  readonly lines: readonly Line[];
  /** The end of the scale, if it is fixed: 100 for shares. */
  readonly most?: number;
  readonly write: (value: number) => string;
}) {
  const labels = lines[0]?.points.map(({ label }) => label) ?? [];
  const end = most ?? axisEnd(lines.flatMap(({ points }) => points.map(({ value }) => value ?? 0)));
  const x = (index: number) =>
    labels.length < 2 ? (LEFT + RIGHT) / 2 : LEFT + (index / (labels.length - 1)) * (RIGHT - LEFT);
  const y = (value: number) => BOTTOM - (value / end) * (BOTTOM - TOP);
  const lasts = lines.map((line) => lastOf(line));
  const summary = lines
    .map(({ name }, at) => `${name} ${lasts[at] === undefined ? '–' : write(lasts[at].value)}`)
    .join(', ');
  return (
    <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={`${title}: ${summary}`}>
      {[0, end / 2, end].map((value) => (
        <g key={value}>
          <line className={styles['grid']} x1={LEFT} x2={RIGHT} y1={y(value)} y2={y(value)} />
          <text x={LEFT - 6} y={y(value) + 4} textAnchor="end">
            {write(value)}
          </text>
        </g>
      ))}
      {labelledIndexes(labels.length, MAX_LABELS).map((index) => (
        <text key={index} x={x(index)} y={HEIGHT - 8} textAnchor={index === 0 ? 'start' : 'middle'}>
          {labels[index]}
        </text>
      ))}
      {lines.map(({ name, points, isQuiet = false }, at) => (
        <g key={name}>
          {runsOf(points).map((run) =>
            run.length === 1 ? (
              <circle
                key={run[0]}
                className={styles[isQuiet ? 'quietDot' : 'dot']}
                cx={x(run[0] ?? 0)}
                cy={y(points[run[0] ?? 0]?.value ?? 0)}
                r={2.5}
              />
            ) : (
              <polyline
                key={run[0]}
                className={styles[isQuiet ? 'quietLine' : 'line']}
                points={run.map((index) => `${x(index)},${y(points[index]?.value ?? 0)}`).join(' ')}
              />
            ),
          )}
          <End line={at} lasts={lasts} name={name} isQuiet={isQuiet} x={x} y={y} write={write} />
        </g>
      ))}
    </svg>
  );
}

type Last = { readonly index: number; readonly value: number } | undefined;

/** The newest value, with the name of its line if there are two: no legend is needed. Names that would overlap move apart. */
function End({
  line,
  lasts,
  name,
  isQuiet,
  x,
  y,
  write,
}: {
  readonly line: number;
  readonly lasts: readonly Last[];
  readonly name: string;
  readonly isQuiet: boolean;
  readonly x: (index: number) => number;
  readonly y: (value: number) => number;
  readonly write: (value: number) => string;
}) {
  const last = lasts[line];
  if (last === undefined) return null;
  const other = lasts[1 - line];
  const gap = other === undefined ? Infinity : y(last.value) - y(other.value);
  const isBelow = gap > 0 || (gap === 0 && line > 0);
  const shift = Math.abs(gap) >= 14 ? 0 : ((14 - Math.abs(gap)) / 2) * (isBelow ? 1 : -1);
  return (
    <>
      <circle className={styles[isQuiet ? 'quietDot' : 'dot']} cx={x(last.index)} cy={y(last.value)} r={3} />
      <text className={isQuiet ? undefined : styles['strong']} x={RIGHT + 8} y={y(last.value) + 4 + shift}>
        {lasts.length === 1 ? '' : `${name} `}
        {write(last.value)}
      </text>
    </>
  );
}

function lastOf({ points }: Line): Last {
  for (let index = points.length - 1; index >= 0; index -= 1) {
    const value = points[index]?.value ?? null;
    if (value !== null) return { index, value };
  }
  return undefined;
}
