import type { CallToolResult, McpServer, ToolAnnotations } from '@modelcontextprotocol/server';
import type { z } from 'zod';
import { mayEver, type Action } from '../domain/access/permissions.js';
import type { McpOutcome } from '../ports/operations/metrics.js';
import { toProblem, type Problem } from '../api/http/problem.js';
import type { ApiDeps } from '../api/deps.js';
import { newCallId, type CallOperation, type Caller } from './operations.js';

/** What a tool gets beside its arguments. */
export interface ToolContext extends Caller {
  readonly call: CallOperation;
}

interface ToolDefinition<I extends z.ZodObject, O extends z.ZodObject> {
  /** Verb and noun. Never changed after a release. */
  readonly name: string;
  readonly title: string;
  readonly description: string;
  /** Assistants whose key or owner can never do this are not offered the tool. Null for every key. */
  readonly action: Action | null;
  readonly annotations: ToolAnnotations;
  readonly input: I;
  readonly output: O;
  readonly run: (args: z.output<I>, context: ToolContext) => Promise<z.input<O>>;
}

/** A tool of any shape, ready to be offered. */
export interface Tool {
  readonly name: string;
  readonly action: Action | null;
  readonly offer: (server: McpServer, deps: OfferDeps, context: ToolContext) => void;
}

/** A tool whose arguments and result have known shapes, for prompts and resources that use it. */
interface TypedTool<I extends z.ZodObject, O extends z.ZodObject> extends Tool {
  readonly run: ToolDefinition<I, O>['run'];
}

type OfferDeps = Pick<ApiDeps, 'metrics' | 'logger'>;

/** Reads only, and reaches nothing outside of this desk. */
export const READS: ToolAnnotations = {
  readOnlyHint: true,
  destructiveHint: false,
  idempotentHint: true,
  openWorldHint: false,
};

export function tool<I extends z.ZodObject, O extends z.ZodObject>(
  definition: ToolDefinition<I, O>,
): TypedTool<I, O> {
  const { name, title, description, action, annotations, input, output, run } = definition;
  return {
    name,
    action,
    run,
    offer: (server, deps, context) => {
      const config = { title, description, inputSchema: input, outputSchema: output, annotations };
      server.registerTool<z.ZodObject, z.ZodObject>(name, config, (args) =>
        answer(deps, context, name, async () => run(input.parse(args), context)),
      );
    },
  };
}

/** Returns true if the caller's key and role may use the tool on some ticket or article. */
export function isOffered({ action }: Pick<Tool, 'action'>, { actor }: Caller): boolean {
  return action === null || mayEver(actor, action);
}

async function answer(
  { metrics, logger }: OfferDeps,
  { actor }: Caller,
  tool: string,
  run: () => Promise<Record<string, unknown>>,
): Promise<CallToolResult> {
  const callId = newCallId();
  const startedAt = performance.now();
  const done = (outcome: McpOutcome, code?: string): void => {
    metrics.mcpToolCalled(tool, outcome);
    const ms = Math.round(performance.now() - startedAt);
    const of = { tool, outcome, ms, call_id: callId, user_id: actor.id, api_key: actor.apiKeyId };
    logger.info(code === undefined ? of : { ...of, code }, 'tool called');
  };
  try {
    const structuredContent = await run();
    done('answered');
    return { structuredContent, content: [{ type: 'text', text: JSON.stringify(structuredContent) }] };
  } catch (error) {
    const problem = toProblem(error, callId);
    if (problem.code === 'internal_error') {
      logger.error({ err: error, tool, call_id: callId }, 'tool failed');
    }
    done(problem.status >= 500 ? 'failed' : 'refused', problem.code);
    return { isError: true, content: [{ type: 'text', text: JSON.stringify(presentError(problem)) }] };
  }
}

/** What went wrong, in the words of the API, without its links. */
export function presentError({ body, headers }: Problem) {
  const { code, title, detail, errors, instance } = body;
  const retryAfter = headers['Retry-After'];
  return {
    error: code,
    title,
    detail,
    ...(errors === undefined ? {} : { errors }),
    ...(retryAfter === undefined ? {} : { retry_after_seconds: Number(retryAfter) }),
    call_id: instance,
  };
}
