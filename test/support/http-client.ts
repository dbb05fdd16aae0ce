export interface ClientOptions {
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  /** The parsed JSON, or the text where it is none. */
  readonly body: any;
}

/** The verbs of HTTP, over one way of sending. */
export abstract class Caller {
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
  constructor(
    private readonly url: string,
    private readonly options: ClientOptions = {},
  ) {
    super();
  }

  async signIn(email: string, password: string): Promise<Client> {
    const { status, body } = await this.post('/api/v1/auth/login', { email, password });
    if (status !== 200) throw new Error(`Cannot sign in as ${email}: ${status} ${JSON.stringify(body)}`);
    return this.with({ authorization: `Bearer ${body.access_token}` });
  }

  with(headers: Readonly<Record<string, string>>): Client {
    return new Client(this.url, { headers: { ...this.options.headers, ...headers } });
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
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.includes('json') === true;
    return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : text };
  }
}
