import { ExportResultCode, type ExportResult } from '@opentelemetry/core';
import type { ReadableSpan, SpanExporter } from '@opentelemetry/sdk-trace';
import type { Logger } from '../../ports/logger.js';

/** Logs once when the collector fails, and once when it works again, for any number of batches. */
export class ReportingExporter implements SpanExporter {
  private isAway = false;

  constructor(
    private readonly exporter: SpanExporter,
    private readonly logger: Logger,
  ) {}

  export(spans: ReadableSpan[], done: (result: ExportResult) => void): void {
    this.exporter.export(spans, (result) => {
      this.note(result);
      // The batch is lost anyway, so the caller need not log it.
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
