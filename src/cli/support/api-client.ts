import { z } from 'zod';
import { createHoldfastClient, type HoldfastClient } from '../../client/client.js';

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
const factorSchema = z.object({ factor_required: z.literal(true) });

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

/** Result of a call of the typed client. */
interface Outcome<T> {
  readonly data?: T;
  readonly error?: unknown;
  readonly response: Response;
}

type Call<T> = (api: HoldfastClient) => Promise<Outcome<T>>;

/** Speaks to the API as one person. */
export class ApiClient {
  private readonly api: HoldfastClient;

  private constructor(
    readonly url: string,
    accessToken?: string,
  ) {
    this.api = createHoldfastClient({
      url,
      ...(accessToken === undefined ? {} : { accessToken }),
      fetch: (request) => fetch(request, { signal: AbortSignal.timeout(ANSWER_MS) }),
    });
  }

  /** @throws ApiAway; ApiRefusal when the account or its password is wrong. */
  static async signIn(url: string, email: string, password: string): Promise<ApiClient> {
    const body = { email, password };
    const session: unknown = await new ApiClient(url).ask((api) => api.POST('/api/v1/auth/login', { body }));
    // The types hold for a Holdfast; whether there is one at this address is looked at here, once.
    if (factorSchema.safeParse(session).success) {
      throw new ApiRefusal(
        `${email} has a second factor, which commands do not support. Use another administrator.`,
        200,
      );
    }
    const parsed = sessionSchema.safeParse(session);
    if (!parsed.success) throw notOurs(url);
    return new ApiClient(url, parsed.data.access_token);
  }

  /**
   * Calls once.
   * Repeating a create request could create the resource twice.
   * @throws ApiAway, ApiRefusal
   */
  async ask<T>(call: Call<T>): Promise<T> {
    const { data, error, response } = await this.outcomeOf(call);
    if (!response.ok) throw refusalOf(response.status, error);
    if (data === undefined) throw notOurs(this.url);
    return data;
  }

  /** Reads until an answer comes: an API that is being restarted is waited for. @throws the last fault after `deadline`. */
  async askPatiently<T>(call: Call<T>, deadline: number): Promise<T> {
    for (;;) {
      try {
        return await this.ask(call);
      } catch (error) {
        if (!isPassing(error) || Date.now() + RETRY_MS > deadline) throw error;
        await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
      }
    }
  }

  private async outcomeOf<T>(call: Call<T>): Promise<Outcome<T>> {
    try {
      return await call(this.api);
    } catch (cause) {
      // A success that is no JSON; every other fault is one of the connection.
      if (cause instanceof SyntaxError) throw notOurs(this.url);
      throw new ApiAway(`Nothing answers at ${this.url}.`, { cause });
    }
  }
}

function notOurs(url: string): ApiAway {
  return new ApiAway(`The server at ${url} is not the Holdfast API.`);
}

/** True for what may be over in a moment: no answer, or an answer that asks to try again. */
function isPassing(error: unknown): boolean {
  return (
    error instanceof ApiAway || (error instanceof ApiRefusal && (error.status === 429 || error.status >= 500))
  );
}

function refusalOf(status: number, body: unknown): ApiRefusal {
  const problem = problemSchema.safeParse(body);
  if (!problem.success) return new ApiRefusal(`The API answered ${status}.`, status);
  const { code, title, detail, errors = [] } = problem.data;
  const faults = errors.map(({ path, message }) => `\n  ${path}: ${message}`).join('');
  const saying = detail === undefined ? '' : ` ${detail}`;
  return new ApiRefusal(`${title} (${status} ${code}).${saying}${faults}`, status);
}
