import { ExportResultCode, type ExportResult } from '@opentelemetry/core';
import type { ReadableSpan, SpanExporter } from '@opentelemetry/sdk-trace';
import type { Logger } from '../../ports/logger.js';

/** Says once that the collector takes no spans, and once that it does again, however many batches there are. */
export class ReportingExporter implements SpanExporter {
  private isAway = false;

  constructor(
    private readonly exporter: SpanExporter,
    private readonly logger: Logger,
  ) {}

  export(spans: ReadableSpan[], done: (result: ExportResult) => void): void {
    this.exporter.export(spans, (result) => {
      this.note(result);
      // The batch is lost either way: no more need be said of it by whoever hands it over.
      done({ code: ExportResultCode.SUCCESS });
    });
  }

  async shutdown(): Promise<void> {
    await this.exporter.shutdown();
  }

  private note({ code, error }: ExportResult): void {
    const isAway = code !== ExportResultCode.SUCCESS;
    if (isAway && !this.isAway) {
      this.logger.warn({ err: error }, 'trace collector unreachable; spans are dropped');
    }
    if (!isAway && this.isAway) this.logger.info({}, 'trace collector reachable again');
    this.isAway = isAway;
  }
}
