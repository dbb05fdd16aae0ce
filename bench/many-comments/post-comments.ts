import type { HoldfastClient } from '../../src/client/client.js';
import { inLanes } from '../support/lanes.js';
import { say } from '../support/results.js';

const TELL_EVERY_MS = 10_000;

interface Talk {
  readonly comments: number;
  readonly minutes: number;
}

/** Puts comments on one ticket, each of the writers one after the other. Returns how long the API took for each. */
export async function talk(
  ticket: string,
  writers: readonly HoldfastClient[],
  { comments, minutes }: Talk,
): Promise<readonly number[]> {
  const latenciesMs: number[] = [];
  const endsAt = Date.now() + minutes * 60_000;
  const tell = (): void => say(`${latenciesMs.length} of ${comments} comments`);
  const timer = setInterval(tell, TELL_EVERY_MS);
  const left = Array.from({ length: comments }, (_, index) => index).values();
  try {
    await inLanes(writers, writers.length, async (writer) => {
      for (const index of left) {
        if (Date.now() > endsAt) return;
        const from = performance.now();
        await comment(writer, ticket, `Comment ${index}: it still happens every ten minutes.`);
        latenciesMs.push(performance.now() - from);
      }
    });
    return latenciesMs;
  } finally {
    clearInterval(timer);
    tell();
  }
}

/** Until it is kept: of several who write at once, somebody may lose too many races and be told so. */
async function comment(writer: HoldfastClient, ticket: string, body: string): Promise<void> {
  for (;;) {
    const { response, error } = await writer.POST('/api/v1/tickets/{ticket}/comments', {
      params: { path: { ticket } },
      body: { body },
    });
    if (response.ok) return;
    if (error?.code !== 'version_conflict')
      throw new Error(`a comment was refused: ${JSON.stringify(error)}`);
  }
}
