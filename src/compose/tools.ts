import type { TaskConfig, ToolServersConfig } from '../adapters/ai/config/ai-config.js';
import { AllowedTools } from '../adapters/mcp/allowed-tools.js';
import { ToolServer } from '../adapters/mcp/tool-server.js';
import type { PromMetrics } from '../adapters/metrics/prom-metrics.js';
import type { ErrorCode } from '../domain/errors.js';
import type { ModelTask } from '../ports/language-model.js';
import type { Logger } from '../ports/logger.js';
import type { OutboundHttp } from '../ports/outbound-http.js';
import type { Repositories } from '../ports/repositories.js';
import type { CompanyTools, ToolOutcome } from '../ports/triage/company-tools.js';

interface Parts {
  readonly repositories: Pick<Repositories, 'aiCalls'>;
  readonly metrics: PromMetrics;
  readonly logger: Logger;
  readonly outboundHttp: OutboundHttp;
  readonly version: string;
  /** Bearer tokens, by server. */
  readonly tokens: ReadonlyMap<string, string>;
  readonly keepDays: number;
}

const CODES: Readonly<Record<ToolOutcome, 'ok' | ErrorCode>> = {
  answered: 'ok',
  refused: 'forbidden',
  failed: 'unavailable',
  late: 'unavailable',
};

/** The tools that the AI configuration allows a task; null for none. Each call is counted and recorded. */
export function openTools(
  {
    task,
    name,
    servers,
  }: {
    readonly task: TaskConfig | undefined;
    readonly name: ModelTask;
    readonly servers: ToolServersConfig;
  },
  { repositories, metrics, logger, outboundHttp, version, tokens, keepDays }: Parts,
): CompanyTools | null {
  const allowed = Object.entries(task?.tools ?? {});
  if (allowed.length === 0) return null;
  const opened = allowed.flatMap(([server, tools]) => {
    const settings = servers[server];
    if (settings === undefined) return [];
    const { url, timeout_ms: timeoutMs, may_write: mayWrite } = settings;
    const own = { name: server, url, timeoutMs, mayWrite, tools, token: tokens.get(server) };
    return [[server, new ToolServer(own, outboundHttp, version)] as const];
  });
  return new AllowedTools({
    servers: new Map(opened),
    logger,
    note: (tool, outcome, latencyMs) => {
      metrics.counted.companyToolCalls.inc({ task: name, server: tool.server, outcome });
      const call = {
        ...{ task: name, provider: 'mcp', model: `${tool.server}.${tool.name}`, promptVersion: 'tools-1' },
        ...{ inputTokens: 0, outputTokens: 0, costMicros: 0, latencyMs, confidence: null, at: new Date() },
        ...{ outcome: CODES[outcome], fault: outcome === 'answered' ? null : outcome },
      };
      repositories.aiCalls.add(call, keepDays).catch((error: unknown) => {
        logger.warn({ err: error }, 'tool call not recorded');
      });
    },
  });
}
