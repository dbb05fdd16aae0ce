import { randomInt } from 'node:crypto';
import { portOrAnother } from '../../src/dev/servers/ports.js';
import { waitFor } from './wait-for.js';

type Labels = Readonly<Record<string, string>>;

interface Sample {
  readonly name: string;
  readonly labels: Labels;
  readonly value: number;
}

/** For the API and the worker of one test: below those that connections get by chance, since they are free until the start. */
export async function metricsPorts(): Promise<[number, number]> {
  const port = randomInt(10_000, 30_000);
  return [await portOrAnother(port), await portOrAnother(port + 1)];
}

/** What Prometheus would read, at one instant. */
export interface Figures {
  readonly text: string;
  readonly samples: readonly Sample[];
  /** The sum of all samples of that name that have these labels; undefined where there is none. */
  of(name: string, labels?: Labels): number | undefined;
}

/** Reads `/metrics` at a port of this machine. */
export async function readFigures(port: number): Promise<Figures> {
  const response = await fetch(`http://127.0.0.1:${port}/metrics`);
  if (response.status !== 200) throw new Error(`/metrics answered ${response.status}`);
  const text = await response.text();
  const samples = text.split('\n').flatMap(toSample);
  return {
    text,
    samples,
    of: (name, labels = {}) => {
      const found = samples.filter(
        (sample) =>
          sample.name === name &&
          Object.entries(labels).every(([key, value]) => sample.labels[key] === value),
      );
      return found.length === 0 ? undefined : found.reduce((sum, { value }) => sum + value, 0);
    },
  };
}

/** Reads until they are as wanted. */
export async function figuresWhen(port: number, what: string, areSo: (figures: Figures) => boolean) {
  return waitFor(what, async () => {
    const figures = await readFigures(port);
    return areSo(figures) ? figures : undefined;
  });
}

function toSample(line: string): Sample[] {
  const [, name, labels = '', value] = /^(\w+)(?:\{(.*)\})? (\S+)$/u.exec(line) ?? [];
  if (name === undefined) return [];
  const pairs = [...labels.matchAll(/(\w+)="((?:[^"\\]|\\.)*)"/gu)].map(([, key, text]) => [key, text]);
  return [{ name, labels: Object.fromEntries(pairs) as Labels, value: Number(value) }];
}
