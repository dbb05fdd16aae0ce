import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { createHoldfastClient, type HoldfastClient } from '../../../src/client/client.js';
import { answerOf, Caller, type Answer, type Client } from '../http-client.js';
import { resolve } from './resolve.js';

/** The OpenAPI document of a running system, to hold its answers against. */
export class Contract {
  /** All systems of a process have the same document but for their address, and to compile its schemas takes long. */
  private static known: Promise<Contract> | undefined;

  private readonly ajv = new Ajv2020({ strict: false, allErrors: true });
  /** The patterns of the document, the most literal first. */
  private readonly patterns: readonly { readonly pattern: string; readonly expression: RegExp }[];

  private constructor(readonly document: any) {
    formats.default(this.ajv);
    this.ajv.addSchema(document, 'openapi');
    this.patterns = Object.keys(document.paths)
      .sort((a, b) => a.split('{').length - b.split('{').length)
      .map((pattern) => ({
        pattern,
        expression: new RegExp(`^${pattern.replaceAll(/\{\w+\}/gu, '[^/]+')}$`, 'u'),
      }));
  }

  static of(client: Client): Promise<Contract> {
    Contract.known ??= client.get('/api/openapi.json').then(({ body }) => new Contract(body));
    return Contract.known;
  }

  private patternOf(path: string): string | undefined {
    return this.patterns.find(({ expression }) => expression.test(path))?.pattern;
  }

  /** What is wrong with an answer, by the document; null when it keeps its promise or the route is none of it. */
  faultOf(method: string, url: string, answer: Answer): string | null {
    const pattern = this.patternOf(url.split('?')[0]!);
    const operation = pattern === undefined ? undefined : this.document.paths[pattern][method.toLowerCase()];
    if (operation === undefined) return null;
    const name = `${method} ${pattern} → ${answer.status}`;
    const reference: string | undefined = operation.responses[answer.status]?.$ref;
    const declared = resolve(this.document, operation.responses[answer.status]);
    if (declared === undefined) return `${name}: the status is not declared`;
    if (declared.content === undefined) return answer.body === '' ? null : `${name}: has a body`;
    const type = answer.headers.get('content-type')?.split(';')[0] ?? '';
    if (declared.content[type] === undefined) return `${name}: ${type} is not declared`;
    // The others come where limits are not lifted.
    const required = Object.entries<any>(declared.headers ?? {}).filter(([, header]) => header.required);
    const missing = required.map(([header]) => header).filter((header) => !answer.headers.has(header));
    if (missing.length > 0) return `${name}: lacks ${missing.join(', ')}`;
    const place = reference?.split('/').slice(1) ?? [
      'paths',
      pattern!,
      method.toLowerCase(),
      'responses',
      String(answer.status),
    ];
    const validate = this.validator([...place, 'content', type, 'schema']);
    return validate(answer.body) ? null : `${name}: ${this.ajv.errorsText(validate.errors)}`;
  }

  private validator(steps: readonly string[]): ValidateFunction {
    const pointer = steps
      .map((step) => encodeURIComponent(step.replaceAll('~', '~0').replaceAll('/', '~1')))
      .join('/');
    return this.ajv.getSchema(`openapi#/${pointer}`)!;
  }
}

/** A client that fails the test on any answer that breaks the OpenAPI document. */
export class CheckedClient extends Caller {
  override readonly api: HoldfastClient;

  constructor(
    private readonly client: Client,
    private readonly contract: Contract,
  ) {
    super();
    this.api = createHoldfastClient({
      url: client.url,
      fetch: async (request) => {
        const response = await client.exchange(request);
        const { pathname, search } = new URL(request.url);
        this.check(request.method, pathname + search, await answerOf(response.clone()));
        return response;
      },
    });
  }

  with(headers: Readonly<Record<string, string>>): CheckedClient {
    return new CheckedClient(this.client.with(headers), this.contract);
  }

  /** As if the caller knew the ticket at this version. */
  at(version: number): CheckedClient {
    return this.with({ 'if-match': `"${version}"` });
  }

  override async send(method: string, path: string, body?: unknown): Promise<Answer> {
    const answer = await this.client.send(method, path, body);
    this.check(method, path, answer);
    return answer;
  }

  private check(method: string, path: string, answer: Answer): void {
    const fault = this.contract.faultOf(method, path, answer);
    if (fault !== null) throw new Error(`The OpenAPI document is broken: ${fault}`);
  }
}
