import type { Connection } from 'mongoose';
import { holdsText } from '../../../src/app/tickets/redaction/rewrite-mail.js';

/** Collections, and files of GridFS, that hold the text: as it is, or encoded or compressed in any way that is searched. */
export async function placesWith(mongo: Connection, text: string): Promise<readonly string[]> {
  const found: string[] = [];
  for (const { name } of await mongo.db!.listCollections().toArray()) {
    const rows = await mongo.db!.collection(name).find().toArray();
    if (name.endsWith('.chunks')) {
      for (const id of new Set(rows.map(({ files_id: file }) => String(file)))) {
        const chunks = rows.filter(({ files_id: file }) => String(file) === id);
        const parts = chunks.toSorted((a, b) => a['n'] - b['n']).map(({ data }): Uint8Array => data.buffer);
        if (await holdsText(Buffer.concat(parts), text)) found.push(`${name} ${id}`);
      }
      continue;
    }
    for (const row of rows) {
      if (await holdsText(Buffer.from(JSON.stringify(row)), text)) found.push(`${name} ${String(row._id)}`);
    }
  }
  return found;
}
