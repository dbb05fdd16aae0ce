import type { Schemas } from '../../../src/client/client.js';
import type { Holdfast } from '../holdfast.js';
import { dataOf } from '../http-client.js';
import { waitFor } from '../wait-for.js';

type Report = NonNullable<Schemas['Sweep']['report']>;

/** Asks for a repair sweep, as an administrator does. */
export async function startSweep(holdfast: Holdfast): Promise<string> {
  const admin = await holdfast.client('admin');
  return (await dataOf(admin.api.POST('/api/v1/admin/sweeps', {}))).sweep.id;
}

/** Waits for what a sweep has found. */
export async function reportOf(holdfast: Holdfast, id: string): Promise<Report> {
  const admin = await holdfast.client('admin');
  return waitFor('the report of the sweep', async () => {
    const { sweeps } = await dataOf(admin.api.GET('/api/v1/admin/sweeps', {}));
    return sweeps.find((sweep) => sweep.id === id)?.report ?? undefined;
  });
}

export async function sweep(holdfast: Holdfast): Promise<Report> {
  return reportOf(holdfast, await startSweep(holdfast));
}

/** As if all tickets had been there, and their events told, ten minutes before. */
export async function makeOlder(holdfast: Holdfast): Promise<void> {
  const then = new Date(Date.now() - 10 * 60_000);
  await holdfast.mongo.collection('tickets').updateMany({}, { $set: { createdAt: then, updatedAt: then } });
  await holdfast.mongo
    .collection('events')
    .updateMany({ publishedAt: null }, { $set: { publishedAt: then } });
}

/** No mail but one about each of these tickets, to whom it is assigned. */
export function assignmentMails(holdfast: Holdfast): string[] {
  return holdfast.sink.mails
    .map((mail) => /^\[(TKT-[\d-]+)\] Assigned to you/u.exec(mail.subject ?? '')?.[1])
    .filter((number) => number !== undefined)
    .sort();
}
