import { invalid, schemaFault, startModelStandIn, type ModelReply, type Protocol } from './model-stand-in.js';

interface AnthropicOptions {
  /** False for models without structured output. */
  readonly hasStructuredOutput?: boolean;
  readonly models?: readonly string[];
}

const PARAMETERS = new Set(['model', 'max_tokens', 'system', 'messages', 'output_config']);

/** Speaks `POST /v1/messages` and `GET /v1/models/{id}`, and refuses what Anthropic refuses. */
export function startAnthropicStandIn(usual: unknown, options: AnthropicOptions = {}) {
  return startModelStandIn(anthropicProtocol(options), usual);
}

const ERROR_TYPES: Readonly<Record<number, string>> = {
  400: 'invalid_request_error',
  401: 'authentication_error',
  403: 'permission_error',
  404: 'not_found_error',
  429: 'rate_limit_error',
  529: 'overloaded_error',
};

function anthropicProtocol(options: AnthropicOptions): Protocol {
  const { hasStructuredOutput = true, models = ['claude-x'] } = options;
  return {
    refuse({ method, url, headers }, body) {
      // The SDK sends the key as a bearer token from 1.x on.
      if (!headers['x-api-key'] && !/^Bearer \S+$/.test(headers.authorization ?? ''))
        return { kind: 'status', status: 401 };
      if (headers['anthropic-version'] !== '2026-10-21')
        return invalid('anthropic-version: header is required');
      if (method === 'GET') return undefined;
      if (url !== '/v1/messages') return { kind: 'status', status: 404 };
      const unknown = Object.keys(body).find((name) => !PARAMETERS.has(name));
      if (unknown !== undefined) return invalid(`${unknown}: Extra inputs are not permitted`);
      if (!models.includes(body.model))
        return { kind: 'status', status: 404, message: `model: ${body.model}` };
      if (!Number.isInteger(body.max_tokens)) return invalid('max_tokens: Field required');
      return messagesFault(body.messages) ?? formatFault(body.output_config?.format, hasStructuredOutput);
    },
    lookUp(path) {
      if (/^\/v1\/models(?:\?|$)/.test(path))
        return { data: models.map(modelOf), has_more: false, first_id: null, last_id: null };
      const id = decodeURIComponent(/^\/v1\/models\/([^/?]+)$/.exec(path)?.[1] ?? '');
      if (!models.includes(id)) return undefined;
      return modelOf(id);
    },
    body: (reply) => ({
      ...{ id: 'msg_1', type: 'message', role: 'assistant', model: models[0], stop_sequence: null },
      stop_reason: stopReasonOf(reply),
      content: 'text' in reply ? [{ type: 'text', text: reply.text }] : [],
      usage: {
        input_tokens: 60,
        cache_creation_input_tokens: 30,
        cache_read_input_tokens: 10,
        output_tokens: 20,
      },
    }),
    error: (status, code, message) => ({
      type: 'error',
      error: {
        type: ERROR_TYPES[status] ?? 'api_error',
        message,
        ...(code === undefined ? {} : { details: { error_code: code } }),
      },
      request_id: 'req_1',
    }),
  };
}

function modelOf(id: string) {
  return { type: 'model', id, display_name: id, created_at: '2026-01-01T00:00:00Z' };
}

function stopReasonOf({ kind }: ModelReply): string {
  if (kind === 'refusal') return 'refusal';
  return kind === 'cut_off' ? 'max_tokens' : 'end_turn';
}

function messagesFault(messages: any): ModelReply | undefined {
  if (!Array.isArray(messages) || messages.length === 0) return invalid('messages: at least one is required');
  for (const { role, content } of messages) {
    if (!['user', 'assistant'].includes(role)) return invalid('messages: role must be user or assistant');
    if (typeof content !== 'string' || content.trim() === '')
      return invalid('messages: text must be non-empty');
  }
  return undefined;
}

function formatFault(format: any, hasStructuredOutput: boolean): ModelReply | undefined {
  if (format === undefined) return undefined;
  if (!hasStructuredOutput) return invalid('output_config: this model does not support structured outputs');
  const fault = format.type === 'json_schema' ? schemaFault(format.schema) : 'type must be json_schema';
  return fault === undefined ? undefined : invalid(`output_config.format.schema: ${fault}`);
}
