import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A span as it came over the wire. */
export interface CollectedSpan {
  readonly name: string;
  readonly service: string;
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId: string | undefined;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly isError: boolean;
  readonly links: readonly { readonly traceId: string; readonly spanId: string }[];
}

export interface Collector {
  readonly url: string;
  readonly spans: readonly CollectedSpan[];
  /** Everything that was sent, as it was sent. */
  readonly bodies: readonly string[];
  readonly headers: readonly IncomingHttpHeaders[];
  /** With what the next batches are answered; null: with nothing, ever. */
  status: number | null;
  close(): Promise<void>;
}

/** A collector that takes OTLP over HTTP, as JSON, for the real exporter to talk to. */
export async function startCollector(): Promise<Collector> {
  const spans: CollectedSpan[] = [];
  const bodies: string[] = [];
  const headers: IncomingHttpHeaders[] = [];
  const unanswered: ServerResponse[] = [];
  const server = createServer((request, response) => {
    void textOf(request).then((body) => {
      bodies.push(body);
      headers.push(request.headers);
      if (collector.status === null) return void unanswered.push(response);
      if (collector.status === 200 && request.url === '/v1/traces') spans.push(...spansIn(JSON.parse(body)));
      response.writeHead(collector.status, { 'content-type': 'application/json' }).end('{}');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const collector: Collector = {
    url: `http://127.0.0.1:${port}`,
    spans,
    bodies,
    headers,
    status: 200,
    close: async () => {
      // Final, so that nobody tries again.
      for (const response of unanswered) response.writeHead(400).end();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return collector;
}

/** The names of the spans from the first down to this one. */
export function pathOf(spans: readonly CollectedSpan[], span: CollectedSpan): string[] {
  const parent = spans.find(({ spanId }) => spanId === span.parentSpanId);
  if (parent === undefined) {
    return [span.parentSpanId === undefined ? span.name : `a lost span > ${span.name}`];
  }
  return [...pathOf(spans, parent), span.name];
}

/** A trace as an indented list, for people. */
export function drawn(spans: readonly CollectedSpan[], parent?: string, depth = 0): string {
  return spans
    .filter(({ parentSpanId }) => parentSpanId === parent)
    .map(
      (span) =>
        `${'  '.repeat(depth)}${span.name} [${span.service}]\n${drawn(spans, span.spanId, depth + 1)}`,
    )
    .join('');
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

function spansIn({ resourceSpans }: any): CollectedSpan[] {
  return resourceSpans.flatMap(({ resource, scopeSpans }: any) =>
    scopeSpans.flatMap(({ spans }: any) =>
      spans.map((span: any) => ({
        name: span.name,
        service: valuesOf(resource.attributes)['service.name'],
        traceId: span.traceId,
        spanId: span.spanId,
        parentSpanId: span.parentSpanId === '' ? undefined : span.parentSpanId,
        attributes: valuesOf(span.attributes),
        isError: span.status.code === 2,
        links: span.links ?? [],
      })),
    ),
  );
}

function valuesOf(attributes: readonly { key: string; value: object }[]): Record<string, unknown> {
  return Object.fromEntries(attributes.map(({ key, value }) => [key, Object.values(value)[0]]));
}
