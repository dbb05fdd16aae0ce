import { createHoldfastClient, tokensOf, type HoldfastClient } from '../../src/client/client.js';

export interface ClientOptions {
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  /** The parsed JSON, or the text where it is none. */
  readonly body: any;
}

/** What comes of a call of the typed client. */
export interface Outcome<T = unknown> {
  readonly data?: T;
  readonly error?: unknown;
  readonly response: Response;
}

/** One who speaks to the API: typed by `api`, and by the bare verbs where a request is wrong on purpose. */
export abstract class Caller {
  abstract readonly api: HoldfastClient;
  abstract send(method: string, path: string, body?: unknown): Promise<Answer>;

  get(path: string): Promise<Answer> {
    return this.send('GET', path);
  }

  post(path: string, body?: unknown): Promise<Answer> {
    return this.send('POST', path, body);
  }

  patch(path: string, body?: unknown): Promise<Answer> {
    return this.send('PATCH', path, body);
  }

  put(path: string, body?: unknown): Promise<Answer> {
    return this.send('PUT', path, body);
  }
}

/** Speaks JSON to the API, as one person. */
export class Client extends Caller {
  override readonly api: HoldfastClient;

  constructor(
    readonly url: string,
    private readonly options: ClientOptions = {},
  ) {
    super();
    this.api = createHoldfastClient({ url, fetch: (request) => this.exchange(request) });
  }

  async signIn(email: string, password: string): Promise<Client> {
    const session = tokensOf(
      await dataOf(this.api.POST('/api/v1/auth/login', { body: { email, password } })),
    );
    return this.with({ authorization: `Bearer ${session.access_token}` });
  }

  with(headers: Readonly<Record<string, string>>): Client {
    return new Client(this.url, { headers: { ...this.options.headers, ...headers } });
  }

  /** Sends a finished request as this person. */
  exchange(request: Request): Promise<Response> {
    for (const [name, value] of Object.entries(this.options.headers ?? {})) {
      if (!request.headers.has(name)) request.headers.set(name, value);
    }
    return fetch(request, { redirect: 'manual' });
  }

  /** A string goes out as it is, anything else as JSON. */
  override async send(method: string, path: string, body?: unknown): Promise<Answer> {
    const response = await fetch(this.url + path, {
      method,
      redirect: 'manual',
      headers: {
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...this.options.headers,
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    return answerOf(response);
  }
}

export async function answerOf(response: Response): Promise<Answer> {
  // A stream has no end.
  if (response.headers.get('content-type') === 'text/event-stream') {
    await response.body?.cancel();
    return { status: response.status, headers: response.headers, body: '' };
  }
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.includes('json') === true;
  return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : text };
}

/** What a success brings, undefined where it has no body. @throws Error with what was answered instead. */
export async function dataOf<T>(call: Promise<Outcome<T>>): Promise<T> {
  const { data, error, response } = await call;
  if (response.ok) return data as T;
  throw new Error(`${response.url} answered ${response.status}: ${JSON.stringify(error)}`);
}
