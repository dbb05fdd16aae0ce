import { z } from 'zod';

/**
 * A mail is sent within a second.
 * After a crash at the worst moment its lease has to expire first (half a minute).
 */
const TIMEOUT_MS = 60_000;

/** Waits for a duplicate to arrive after all mails are there. */
const SETTLE_MS = 1_500;

const LOOK_EVERY_MS = 250;

const mailsSchema = z.array(z.object({ subject: z.string().catch('') }));

/** Counts the assignment mails of each ticket, by number; null when the inbox does not answer. */
export async function countAssignmentMails(
  inboxUrl: string,
  numbers: readonly string[],
): Promise<ReadonlyMap<string, number> | null> {
  const deadline = Date.now() + TIMEOUT_MS;
  let counts = await countNow(inboxUrl, numbers);
  while (counts !== null && !isComplete(counts) && Date.now() < deadline) {
    await pause(LOOK_EVERY_MS);
    counts = await countNow(inboxUrl, numbers);
  }
  if (counts === null) return null;
  await pause(SETTLE_MS);
  return countNow(inboxUrl, numbers);
}

async function countNow(inboxUrl: string, numbers: readonly string[]): Promise<Map<string, number> | null> {
  try {
    const response = await fetch(`${inboxUrl}/email`, { signal: AbortSignal.timeout(10_000) });
    const mails = mailsSchema.parse(await response.json());
    const about = (number: string) =>
      mails.filter(({ subject }) => subject.startsWith(`[${number}] Assigned to you`)).length;
    return new Map(numbers.map((number) => [number, about(number)]));
  } catch {
    // Another mail server, or none at all: the demo shows what it can.
    return null;
  }
}

function isComplete(counts: ReadonlyMap<string, number>): boolean {
  return [...counts.values()].every((count) => count > 0);
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
