import type { ApiMiddleware, ApiState } from '../state.js';

/** Reads a body by `read` without a place among the requests that are carried out, where those are counted. */
export function receiveBody<T>({ receive }: ApiState, read: () => Promise<T>): Promise<T> {
  return receive === undefined ? read() : receive(read);
}

/** A parser of bodies, for one that may be slow to come. */
export function received(parse: ApiMiddleware): ApiMiddleware {
  return async (ctx, next) => {
    await receiveBody(ctx.state, async () => {
      await parse(ctx, () => Promise.resolve());
    });
    await next();
  };
}
