import type { Logger } from '../../ports/logger.js';
import type { CompanyTool, CompanyTools, ToolAnswer, ToolOutcome } from '../../ports/triage/company-tools.js';
import { OutboundError } from '../../ports/outbound-http.js';
import type { ToolServer } from './tool-server.js';

/** Characters of one result in the prompt. */
const MAX_RESULT = 4_000;

interface Parts {
  readonly servers: ReadonlyMap<string, ToolServer>;
  readonly logger: Logger;
  /** Counts and records a call. */
  readonly note: (
    tool: Pick<CompanyTool, 'server' | 'name'>,
    outcome: ToolOutcome,
    latencyMs: number,
  ) => void;
}

/** The tools of several servers. A server that fails is as if it were not there. */
export class AllowedTools implements CompanyTools {
  constructor(private readonly parts: Parts) {}

  async list(signal: AbortSignal): Promise<readonly CompanyTool[]> {
    const { servers, logger } = this.parts;
    const lists = await Promise.all(
      [...servers].map(async ([name, server]) => {
        if (server.isResting) return [];
        try {
          return await server.list(signal);
        } catch (error) {
          logger.warn(
            { server: name, reason: reasonOf(error) },
            'tool server failed; triage continues without',
          );
          this.parts.note({ server: name, name: 'list' }, outcomeOf(error, signal), 0);
          return [];
        }
      }),
    );
    return lists.flat();
  }

  async call(
    tool: CompanyTool,
    args: Readonly<Record<string, unknown>>,
    signal: AbortSignal,
  ): Promise<ToolAnswer> {
    const { servers, logger, note } = this.parts;
    const server = servers.get(tool.server);
    if (server === undefined || server.isResting) return { outcome: 'refused', text: '' };
    const startedAt = performance.now();
    const done = (outcome: ToolOutcome, text = ''): ToolAnswer => {
      note(tool, outcome, Math.round(performance.now() - startedAt));
      return { outcome, text };
    };
    try {
      return done('answered', (await server.call(tool.name, args, signal)).slice(0, MAX_RESULT));
    } catch (error) {
      logger.warn(
        { server: tool.server, tool: tool.name, reason: reasonOf(error) },
        'tool failed; the answer is made without it',
      );
      return done(outcomeOf(error, signal));
    }
  }
}

function outcomeOf(error: unknown, signal: AbortSignal): ToolOutcome {
  const isLate =
    signal.aborted ||
    (error instanceof OutboundError && error.fault === 'timed_out') ||
    (error instanceof Error && /timed? ?out/iu.test(error.message));
  return isLate ? 'late' : 'failed';
}

/** The kind of fault. A message of the server may quote the ticket. */
function reasonOf(error: unknown): string {
  if (error instanceof OutboundError) return error.fault;
  return error instanceof Error ? error.name : 'unknown';
}
