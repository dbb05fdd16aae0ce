import type { SignedIn } from '../../app/accounts/authenticate.js';
import type { LiveConnection } from '../../app/live/live-connection.js';
import type { Choice } from '../../app/live/subscription.js';
import type { ApiDeps } from '../deps.js';
import { reply } from '../http/route.js';
import { EventStream } from './event-stream.js';

/** Answers with a stream of the events of what is chosen. @throws DomainError as `LiveFeed.open` and `follow` */
export async function followStream(
  deps: Pick<ApiDeps, 'live' | 'metrics'>,
  actor: SignedIn,
  choice: Choice,
  after: string | undefined,
) {
  let connection: LiveConnection | null = null;
  const stream = new EventStream((reason) => {
    if (reason !== null) deps.metrics.liveClosed(reason);
    if (connection !== null) deps.live.close(connection);
  });
  try {
    connection = await deps.live.open(actor, stream);
    await deps.live.follow(connection, choice, after);
  } catch (error) {
    await stream.return();
    throw error;
  }
  // Compression would hold events back until its block is full.
  const headers = {
    'Content-Type': 'text/event-stream',
    'Cache-Control': 'no-store, no-transform',
    'X-Accel-Buffering': 'no',
  };
  return reply(200, stream, headers);
}
