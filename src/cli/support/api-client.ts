import { z } from 'zod';

/** A request that is not answered by then counts as lost. */
const ANSWER_MS = 10_000;

const RETRY_MS = 500;

/** The parts of a problem document (RFC 9457) that a person at a shell wants to read. */
const problemSchema = z.object({
  code: z.string(),
  title: z.string(),
  detail: z.string().optional(),
  errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
});

const sessionSchema = z.object({ access_token: z.string() });

/** The API said no. `message` reads like a sentence and names every fault of the input. */
export class ApiRefusal extends Error {
  override readonly name = 'ApiRefusal';

  constructor(
    message: string,
    readonly status: number,
  ) {
    super(message);
  }
}

/** Nothing answers at the address, or what does is no Holdfast. */
export class ApiAway extends Error {
  override readonly name = 'ApiAway';
}

/** Speaks to the API as one person. */
export class ApiClient {
  private constructor(
    readonly url: string,
    private readonly token: string | undefined,
  ) {}

  /** @throws ApiAway; ApiRefusal when the account or its password is wrong. */
  static async signIn(url: string, email: string, password: string): Promise<ApiClient> {
    const path = '/api/v1/auth/login';
    const { access_token } = await new ApiClient(url, undefined).post(
      path,
      { email, password },
      sessionSchema,
    );
    return new ApiClient(url, access_token);
  }

  /** Sent once: whoever repeats a request that creates something may create it twice. */
  async post<T>(path: string, body: unknown, schema: z.ZodType<T>): Promise<T> {
    return this.send(path, schema, { method: 'POST', body: JSON.stringify(body) });
  }

  async get<T>(path: string, schema: z.ZodType<T>): Promise<T> {
    return this.send(path, schema, { method: 'GET' });
  }

  /** Reads until an answer comes: an API that is being restarted is waited for. @throws the last fault after `deadline`. */
  async getPatiently<T>(path: string, schema: z.ZodType<T>, deadline: number): Promise<T> {
    for (;;) {
      try {
        return await this.get(path, schema);
      } catch (error) {
        if (!isPassing(error) || Date.now() + RETRY_MS > deadline) throw error;
        await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
      }
    }
  }

  private async send<T>(path: string, schema: z.ZodType<T>, request: RequestInit): Promise<T> {
    const { status, body } = await this.exchange(path, request);
    if (status >= 400) throw refusalOf(status, body);
    const parsed = schema.safeParse(body);
    if (parsed.success) return parsed.data;
    throw new ApiAway(`What answers at ${this.url} is not the Holdfast API.`);
  }

  private async exchange(path: string, request: RequestInit): Promise<{ status: number; body: unknown }> {
    const headers = {
      ...(request.body === undefined ? {} : { 'Content-Type': 'application/json' }),
      ...(this.token === undefined ? {} : { Authorization: `Bearer ${this.token}` }),
    };
    try {
      const signal = AbortSignal.timeout(ANSWER_MS);
      const response = await fetch(this.url + path, { ...request, headers, signal });
      return { status: response.status, body: parse(await response.text()) };
    } catch (cause) {
      throw new ApiAway(`Nothing answers at ${this.url}.`, { cause });
    }
  }
}

/** True for what may be over in a moment: no answer, or an answer that asks to try again. */
function isPassing(error: unknown): boolean {
  return error instanceof ApiAway || (error instanceof ApiRefusal && error.status >= 500);
}

function refusalOf(status: number, body: unknown): ApiRefusal {
  const problem = problemSchema.safeParse(body);
  if (!problem.success) return new ApiRefusal(`The API answered ${status}.`, status);
  const { code, title, detail, errors = [] } = problem.data;
  const faults = errors.map(({ path, message }) => `\n  ${path}: ${message}`).join('');
  const saying = detail === undefined ? '' : ` ${detail}`;
  return new ApiRefusal(`${title} (${status} ${code}).${saying}${faults}`, status);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
