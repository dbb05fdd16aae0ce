interface Outcome<T> {
  readonly data?: T;
  readonly error?: unknown;
  readonly response: Response;
}

/** What a call has answered with. @throws Error with the problem where it was refused. */
export async function answerOf<T>(call: Promise<Outcome<T>>): Promise<T> {
  const { data, error, response } = await call;
  if (response.ok) return data as T;
  throw new Error(`${response.url} answered ${response.status}: ${JSON.stringify(error)}`);
}
