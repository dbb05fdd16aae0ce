import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import { Client, Connection, type WorkflowHandle } from '@temporalio/client';

const FOLDER = join(import.meta.dirname, 'histories');

/** Keeps recordings apart from those of lives that began before a change: `HOLDFAST_RECORDING_PREFIX=shape-2-`. */
const PREFIX = process.env['HOLDFAST_RECORDING_PREFIX'] ?? '';

/** A history as it is kept: named after what it protects. */
export interface Recording {
  readonly name: string;
  readonly workflowId: string;
  readonly history: any;
}

export async function recordings(): Promise<Recording[]> {
  const files = (await readdir(FOLDER)).filter((file) => file.endsWith('.json')).sort();
  return Promise.all(
    files.map(async (file) => ({
      name: file.replace(/\.json$/, ''),
      ...(JSON.parse(await readFile(join(FOLDER, file), 'utf8')) as Omit<Recording, 'name'>),
    })),
  );
}

/** Waits for the end of a workflow, then keeps its history. */
export async function recordWhole(name: string, workflowId: string): Promise<void> {
  await withHandle(workflowId, (handle) => handle.result());
  await record(name, workflowId);
}

/** Fetches the history of a workflow and keeps it. */
export async function record(name: string, workflowId: string): Promise<void> {
  await keep(name, workflowId, await withHandle(workflowId, (handle) => handle.fetchHistory()));
}

async function withHandle<T>(workflowId: string, use: (handle: WorkflowHandle) => Promise<T>): Promise<T> {
  const connection = await Connection.connect({ address: process.env['HOLDFAST_TEST_TEMPORAL_ADDRESS']! });
  try {
    return await use(new Client({ connection }).workflow.getHandle(workflowId));
  } finally {
    await connection.close();
  }
}

/** Keeps a history that was fetched. */
export async function keep(
  name: string,
  workflowId: string,
  history: Parameters<typeof historyToJSON>[0],
): Promise<void> {
  // Stacks name the folder of whoever recorded.
  const json: unknown = JSON.parse(historyToJSON(history).replaceAll(process.cwd(), ''));
  await writeFile(
    join(FOLDER, `${PREFIX}${name}.json`),
    `${JSON.stringify({ workflowId, history: json }, null, 1)}\n`,
  );
}
