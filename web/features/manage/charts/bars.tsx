import { axisEnd } from './axis.js';
import styles from './charts.module.css';

export interface Bar {
  readonly label: string;
  readonly value: number;
  /** What is written behind the bar. */
  readonly text: string;
  /** A ground behind the bar: a capacity. What is beyond it is red. */
  readonly of?: number;
  readonly isBad?: boolean;
}

const WIDTH = 480;
const ROW = 26;
const START = 120;
const END = 400;
const MAX_LABEL = 18;

/** Horizontal bars from zero, with their values written beside them. */
export function Bars({ title, bars }: { readonly title: string; readonly bars: readonly Bar[] }) {
  const most = axisEnd(bars.flatMap(({ value, of }) => [value, of ?? 0]));
  const x = (value: number) => (value / most) * (END - START);
  const summary = bars.map(({ label, text }) => `${label} ${text}`).join(', ');
  return (
    <svg viewBox={`0 0 ${WIDTH} ${bars.length * ROW + 4}`} role="img" aria-label={`${title}: ${summary}`}>
      {bars.map(({ label, value, text, of, isBad = false }, index) => {
        const y = index * ROW + 4;
        const inside = of === undefined ? value : Math.min(value, of);
        const beyond = value - inside;
        return (
          <g key={label}>
            <text className={styles['strong']} x={0} y={y + 12}>
              {label.length > MAX_LABEL ? `${label.slice(0, MAX_LABEL - 1)}…` : label}
            </text>
            {of === undefined ? null : (
              <rect className={styles['ground']} x={START} y={y} width={x(of)} height={16} rx={2} />
            )}
            <rect
              className={styles[isBad ? 'bad' : 'bar']}
              x={START}
              y={y}
              width={x(inside)}
              height={16}
              rx={2}
            />
            {beyond <= 0 ? null : (
              <rect
                className={styles['bad']}
                x={START + x(inside) + 1}
                y={y}
                width={x(beyond)}
                height={16}
                rx={2}
              />
            )}
            <text x={START + x(Math.max(value, of ?? 0)) + 8} y={y + 12}>
              {text}
            </text>
          </g>
        );
      })}
    </svg>
  );
}
