import { readFileSync } from 'node:fs';
import { afterAll, describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { defineStateGauges } from '../../src/adapters/metrics/definitions.js';
import { PromMetrics } from '../../src/adapters/metrics/prom-metrics.js';

interface Rule {
  readonly alert: string;
  readonly expr: string;
  readonly labels: { readonly severity: string };
  readonly annotations: { readonly summary: string; readonly runbook: string };
}

interface Panel {
  readonly type: string;
  readonly title: string;
  readonly description?: string;
  readonly targets?: readonly { readonly expr: string; readonly datasource: { readonly uid: string } }[];
  readonly fieldConfig?: { readonly defaults: { readonly unit: string } };
}

const rules = (
  parse(readFileSync('deploy/prometheus/alerts.yml', 'utf8')) as { groups: { rules: Rule[] }[] }
).groups.flatMap(({ rules: ofGroup }) => ofGroup);
const dashboard = JSON.parse(readFileSync('deploy/grafana/holdfast.json', 'utf8')) as { panels: Panel[] };
const panels = dashboard.panels.filter(({ type }) => type !== 'row');
const runbook = readFileSync('docs/operate/runbook.md', 'utf8');

/** Of Temporal's SDK, as its worker was seen to tell them. */
const SDK = [
  'temporal_activity_schedule_to_start_latency',
  'temporal_workflow_task_schedule_to_start_latency',
  'temporal_worker_task_slots_available',
  'temporal_sticky_cache_size',
  'temporal_sticky_cache_miss',
  'temporal_request_failure',
  'temporal_activity_execution_failed',
  'temporal_workflow_task_execution_failed',
];

describe('the queries of dashboard and alerts', () => {
  const metrics = new PromMetrics();
  metrics.describeProcess({ version: '1', service: 'api' });
  defineStateGauges(metrics.registry);
  afterAll(() => metrics.registry.clear());

  const expressions = [
    ...rules.map(({ alert, expr }) => [alert, expr] as const),
    ...panels.flatMap(({ title, targets = [] }) => targets.map(({ expr }) => [title, expr] as const)),
  ];

  const expressionOf = (alert: string) => rules.find((rule) => rule.alert === alert)!.expr;

  it.each(expressions)('%s: exists', (_name, expression) => {
    const known = new Set([...SDK, ...metrics.registry.getMetricsAsArray().map(({ name }) => name)]);
    const asked = [...expression.matchAll(/\b(?:holdfast|temporal|nodejs|process)_\w+/gu)].map(
      ([name]) => name,
    );
    const unknown = asked.filter(
      (name) => !known.has(name.replace(/_(bucket|count|sum)$/u, '')) && !known.has(name),
    );
    expect(unknown).toEqual([]);
    expect(expression).toMatch(/holdfast_|temporal_|nodejs_|process_|\bup\b/u);
  });

  it('every alert says how bad it is and what to do, in a section of the runbook', () => {
    const [, alerts = ''] = runbook.split('\n## Alerts\n');
    const sections = [...alerts.matchAll(/^### (\w+)$/gmu)].map(([, name]) => name);
    expect(sections.sort()).toEqual(rules.map(({ alert }) => alert).sort());
    for (const { alert, labels, annotations } of rules) {
      expect(['critical', 'warning']).toContain(labels.severity);
      expect(annotations.summary).not.toBe('');
      expect(annotations.runbook).toBe(`docs/operate/runbook.md#${alert.toLowerCase()}`);
    }
  });

  it('an alert about a stopped process watches all targets of Prometheus', () => {
    const { scrape_configs: jobs } = parse(readFileSync('deploy/prometheus/prometheus.yml', 'utf8')) as {
      scrape_configs: { job_name: string }[];
    };
    const [, watched = ''] = /^up\{job=~"(.+)"\} == 0$/u.exec(expressionOf('HoldfastProcessDown')) ?? [];
    for (const { job_name: job } of jobs) expect(job).toMatch(new RegExp(`^(?:${watched})$`, 'u'));
  });

  it('an alert about the last run of a job also notices a job that never ran', () => {
    for (const [, expression] of expressions) {
      const [, figure] = /time\(\) - max\((holdfast_\w+)\)/u.exec(expression) ?? [];
      if (figure !== undefined) expect(expression).toContain(`absent(${figure})`);
    }
  });

  it('an alert about incoming mails counts failed and unprocessed mails', async () => {
    const asked = [...expressionOf('HoldfastMailInFails').matchAll(/increase\((\w+)\{(\w+)="(\w+)"\}/gu)];
    expect(asked.map(([, name]) => name)).toEqual([
      'holdfast_mails_processed_total',
      'holdfast_mails_in_total',
    ]);
    // A counter that first shows with 1 has not grown, as Prometheus sees it.
    const told = await metrics.registry.metrics();
    for (const [, name, label, value] of asked) {
      expect(told).toMatch(new RegExp(`^${name}\\{[^}]*${label}="${value}"[^}]*\\} 0$`, 'mu'));
    }
  });

  it('every panel says what it shows, in which unit', () => {
    for (const { title, description, fieldConfig, targets } of panels) {
      expect({ title, description }).toEqual({
        title: expect.stringMatching(/./),
        description: expect.stringMatching(/\.$/),
      });
      expect(fieldConfig?.defaults.unit).toMatch(/./);
      expect(targets?.every(({ datasource }) => datasource.uid === '${datasource}')).toBe(true);
    }
    expect(new Set(panels.map(({ title }) => title)).size).toBe(panels.length);
  });
});
