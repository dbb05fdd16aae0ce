import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { openTelemetry, type TelemetrySettings } from '../../../src/adapters/telemetry/open-telemetry.js';
import { loadConfig } from '../../../src/config/config.js';
import { DomainError } from '../../../src/domain/errors.js';
import { startCollector, type Collector } from '../../support/servers/collector.js';
import { listeningLogger } from '../../support/servers/listening-logger.js';
import { waitFor } from '../../support/wait-for.js';

/** As many spans as make a batch, which goes out at once. */
const BATCH = 512;

const nothing = () => Promise.resolve();

describe('telemetry', () => {
  let collector: Collector;
  beforeEach(async () => {
    collector = await startCollector();
  });
  afterEach(() => collector.close());

  function open(settings: Partial<TelemetrySettings> = {}) {
    const { logger, lines } = listeningLogger();
    const defaults = {
      endpoint: collector.url,
      headers: {},
      sampler: 'parentbased_always_on',
      ratio: 1,
    } as const;
    const source = { service: 'holdfast-test', version: '1' };
    const { tracer, close } = openTelemetry({ ...defaults, ...settings }, source, logger);
    const span = (name: string, work: () => Promise<void> = nothing, parent?: string | null) =>
      tracer.span({ name, kind: 'internal', parent }, work);
    const batch = async () => {
      const seen = collector.bodies.length;
      for (let made = 0; made < BATCH; made += 1) await span('one of many');
      await waitFor('the batch', () => (collector.bodies.length > seen ? true : undefined));
    };
    return { tracer, span, batch, close, lines };
  }

  it('makes what is done within a piece of work a part of it, however much happens at a time', async () => {
    const { tracer, span, close } = open();
    expect(tracer.here()).toBeUndefined();
    await Promise.all(
      ['a', 'b'].map((name) =>
        span(`outer ${name}`, async () => {
          await new Promise((resolve) => setImmediate(resolve));
          await span(`inner ${name}`);
        }),
      ),
    );
    await close();
    const idOf = (name: string) => collector.spans.find((found) => found.name === name);
    for (const name of ['a', 'b']) {
      expect(idOf(`inner ${name}`)?.parentSpanId).toBe(idOf(`outer ${name}`)?.spanId);
    }
    expect(idOf('outer a')?.traceId).not.toBe(idOf('outer b')?.traceId);
  });

  it('continues a given trace, with its sampling decision', async () => {
    const { span, close } = open();
    const trace = 'ab'.repeat(16);
    await span('wanted', undefined, `00-${trace}-00f067aa0ba902b7-01`);
    await span('unwanted', undefined, `00-${trace}-00f067aa0ba902b7-00`);
    await span('beginning', undefined, 'nonsense');
    await close();
    expect(collector.spans.map(({ name }) => name)).toEqual(['wanted', 'beginning']);
    expect(collector.spans[0]).toMatchObject({ traceId: trace, parentSpanId: '00f067aa0ba902b7' });
    expect(collector.spans[1]?.parentSpanId).toBeUndefined();
  });

  it('records only the kind of an error', async () => {
    const { span, close } = open();
    const failing = (error: Error) =>
      expect(span('failing', () => Promise.reject(error))).rejects.toBe(error);
    await failing(new DomainError('assignment_conflict', 'It is assigned to Bob Miller.'));
    await failing(new TypeError('Bob Miller is not a function'));
    await close();
    expect(collector.spans.map(({ isError, attributes }) => [isError, attributes['error.type']])).toEqual([
      [true, 'assignment_conflict'],
      [true, 'TypeError'],
    ]);
    expect(collector.bodies.join()).not.toContain('Miller');
  });

  it('records nothing where the sampler wants nothing', async () => {
    const { tracer, close } = open({ sampler: 'parentbased_traceidratio', ratio: 0 });
    await tracer.span({ name: 'dropped', kind: 'internal' }, ({ traceId }) => {
      expect([traceId, tracer.here()]).toEqual([null, expect.stringMatching(/-00$/)]);
      return Promise.resolve();
    });
    await close();
    expect(collector.bodies).toEqual([]);
  });

  it('says once that the collector is away, and once that it is back', async () => {
    const { batch, close, lines } = open();
    collector.status = 400;
    await batch();
    await batch();
    collector.status = 200;
    await batch();
    await waitFor('the word that it is back', () => (lines.length === 2 ? true : undefined));
    collector.status = 400;
    await batch();
    await close();
    expect(lines.map(({ level, message }) => `${level}: ${message}`)).toEqual([
      'warn: trace collector unreachable; spans are dropped',
      'info: trace collector reachable again',
      'warn: trace collector unreachable; spans are dropped',
    ]);
  });

  it('does not wait for a collector that never answers', async () => {
    const { span, close } = open();
    collector.status = null;
    await span('lost');
    await close();
  });
});

describe('the configuration of traces', () => {
  const load = (environment: Record<string, string>) => loadConfig(environment).telemetry;
  const at = { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:4318' };

  it('is none without an endpoint', () => {
    expect(load({ OTEL_TRACES_SAMPLER: 'always_on' })).toBeUndefined();
  });

  it('reads the standard names', () => {
    const environment = {
      ...at,
      OTEL_EXPORTER_OTLP_HEADERS: 'authorization=Bearer%20abc, x-tenant = desk',
      OTEL_TRACES_SAMPLER: 'traceidratio',
      OTEL_TRACES_SAMPLER_ARG: '0.25',
    };
    expect(load(environment)).toEqual({
      endpoint: 'http://127.0.0.1:4318',
      headers: { authorization: 'Bearer abc', 'x-tenant': 'desk' },
      sampler: 'traceidratio',
      ratio: 0.25,
    });
  });

  it.each([
    { OTEL_EXPORTER_OTLP_ENDPOINT: 'collector:4317' },
    { ...at, OTEL_EXPORTER_OTLP_HEADERS: 'no value' },
    { ...at, OTEL_EXPORTER_OTLP_HEADERS: 'a=%zz' },
    { ...at, OTEL_TRACES_SAMPLER: 'sometimes' },
    { ...at, OTEL_TRACES_SAMPLER_ARG: '2' },
  ])('refuses %j', (environment) => {
    expect(() => load(environment as Record<string, string>)).toThrow(/OTEL_/);
  });
});
