import { invalid, schemaFault, startModelStandIn, type ModelReply, type Protocol } from './model-stand-in.js';

interface OpenAiOptions {
  /** What a compatible server supports; OpenAI supports all. */
  readonly output?: 'schema' | 'json' | 'text';
  /** True for reasoning models. */
  readonly refusesTemperature?: boolean;
  readonly models?: readonly string[];
}

const PARAMETERS = new Set([
  ...['model', 'messages', 'max_tokens', 'max_completion_tokens', 'temperature', 'response_format'],
]);

/** Speaks `POST /v1/chat/completions` and `GET /v1/models`, and refuses what OpenAI refuses. */
export function startOpenAiStandIn(usual: unknown, options: OpenAiOptions = {}) {
  return startModelStandIn(openAiProtocol(options), usual);
}

function openAiProtocol({
  output = 'schema',
  refusesTemperature = false,
  models = ['gpt-x'],
}: OpenAiOptions): Protocol {
  return {
    refuse({ method, url, headers }, body) {
      if (!/^Bearer \S+$/.test(headers.authorization ?? '')) return unauthorized();
      if (method === 'GET') return undefined;
      if (url !== '/v1/chat/completions') return { kind: 'status', status: 404 };
      if (!models.includes(body.model)) {
        return { kind: 'status', status: 404, code: 'model_not_found', message: `no model ${body.model}` };
      }
      const unknown = Object.keys(body).find((name) => !PARAMETERS.has(name));
      if (unknown !== undefined) return invalid(`Unrecognized request argument supplied: ${unknown}`);
      if (refusesTemperature && 'temperature' in body) {
        return invalid(
          "Unsupported value: 'temperature' does not support 0 with this model.",
          'unsupported_value',
        );
      }
      return messagesFault(body.messages) ?? formatFault(body, output);
    },
    lookUp(path) {
      const [, id] = /^\/v1\/models\/(.+)$/.exec(path) ?? [];
      const known = models.map((model) => ({ id: model, object: 'model', created: 1, owned_by: 'openai' }));
      if (path === '/v1/models') return { object: 'list', data: known };
      return known.find((model) => model.id === decodeURIComponent(id ?? ''));
    },
    body: (reply) => ({
      ...{ id: 'chatcmpl-1', object: 'chat.completion', created: 1, model: models[0] },
      choices: reply.kind === 'empty' ? [] : [choiceOf(reply)],
      usage: { prompt_tokens: 100, completion_tokens: 20, total_tokens: 120 },
    }),
    error: (_, code, message) => ({
      error: { message, type: 'invalid_request_error', param: null, code: code ?? null },
    }),
  };
}

const unauthorized = (): ModelReply => ({ kind: 'status', status: 401, code: 'invalid_api_key' });

function messagesFault(messages: any): ModelReply | undefined {
  if (!Array.isArray(messages) || messages.length === 0)
    return invalid('messages: must be a non-empty array');
  const isRight = ({ role, content }: any) =>
    ['system', 'user', 'assistant'].includes(role) && typeof content === 'string';
  return messages.every(isRight) ? undefined : invalid('messages: invalid role or content');
}

function formatFault({ response_format: format, messages }: any, output: string): ModelReply | undefined {
  if (format === undefined) return undefined;
  if (format.type === 'json_object') {
    if (output === 'text') return invalid('response_format is not supported');
    const saysJson = messages.some(({ content }: any) => /json/i.test(content));
    return saysJson ? undefined : invalid("'messages' must contain the word 'json'");
  }
  if (format.type !== 'json_schema') return invalid('response_format: unknown type');
  if (output !== 'schema') return invalid('This response_format type is unavailable now');
  const { name, strict, schema } = format.json_schema;
  if (!/^[\w-]{1,64}$/.test(name) || strict !== true)
    return invalid('json_schema: name and strict are required');
  const fault = schemaFault(schema);
  return fault === undefined ? undefined : invalid(`Invalid schema for response_format: ${fault}`);
}

function choiceOf(reply: ModelReply) {
  const message = (content: string | null, refusal: string | null = null) => ({
    role: 'assistant',
    content,
    refusal,
  });
  switch (reply.kind) {
    case 'refusal':
      return { index: 0, finish_reason: 'stop', message: message(null, 'I cannot help with that.') };
    case 'cut_off':
      return { index: 0, finish_reason: 'length', message: message(reply.text) };
    case 'text':
      return { index: 0, finish_reason: 'stop', message: message(reply.text) };
    default:
      return { index: 0, finish_reason: 'stop', message: message('') };
  }
}
