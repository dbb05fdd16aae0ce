import { readFile, readdir } from 'node:fs/promises';
import { z } from 'zod';

const ROOM = new URL('../../mails/', import.meta.url);

/** What must come of a mail of the corpus. */
const expectedSchema = z.strictObject({
  kind: z.enum(['person', 'unanswered', 'automatic', 'bounce', 'own']),
  becomes: z.enum(['opened', 'commented', 'refused']).optional(),
  reason: z.string().optional(),
  text: z.string().optional(),
  title: z.string().optional(),
  author: z.string().default('alice'),
  internal: z.boolean().default(false),
  commands: z.array(z.string()).default([]),
  /** Names of the attachments that are kept, and of those that are not. */
  kept: z.array(z.string()).default([]),
  refused: z.array(z.string()).default([]),
  /** Of a delivery report: whether the address is no good, and whether it is about a mail of ours. */
  permanent: z.boolean().default(false),
  ours: z.boolean().default(true),
});

/** What stands in the mails for a ticket of the test: it begins to exist with the test. */
export interface CorpusTicket {
  readonly TICKET_ID: string;
  readonly TICKET_NUMBER: string;
  readonly DELIVERY_ID: string;
  readonly MESSAGE_ID: string;
  readonly REPLY_ALICE: string;
  readonly REPLY_BOB: string;
}

export interface CorpusMail {
  readonly name: string;
  readonly raw: Buffer;
  readonly expected: z.infer<typeof expectedSchema>;
}

/** The names of the corpus, for a test each. */
export async function corpusNames(): Promise<readonly string[]> {
  return (await readdir(ROOM)).flatMap((file) =>
    file.endsWith('.eml') ? [file.slice(0, -'.eml'.length)] : [],
  );
}

export async function corpusMail(name: string, ticket: CorpusTicket): Promise<CorpusMail> {
  const fill = (text: string) =>
    Object.entries(ticket).reduce(
      (filled, [mark, value]: [string, string]) => filled.replaceAll(mark, value),
      text,
    );
  const raw = await readFile(new URL(`${name}.eml`, ROOM), 'latin1');
  const { text, title, ...rest } = (await (table ??= readTable()))[name]!;
  return {
    name,
    raw: Buffer.from(fill(raw), 'latin1'),
    expected: {
      ...rest,
      ...(text === undefined ? {} : { text: fill(text) }),
      ...(title === undefined ? {} : { title: fill(title) }),
    },
  };
}

type Table = Readonly<Record<string, z.infer<typeof expectedSchema>>>;

/** Read once: it is large, and each mail needs it. */
let table: Promise<Table> | undefined;

async function readTable(): Promise<Table> {
  const json = await readFile(new URL('expected.json', ROOM), 'utf8');
  return z.record(z.string(), expectedSchema).parse(JSON.parse(json));
}
