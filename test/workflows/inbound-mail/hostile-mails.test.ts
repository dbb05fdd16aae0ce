import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ParserPool } from '../../../src/adapters/mail/parser-pool.js';
import { freePorts } from '../../../src/dev/servers/ports.js';
import { startHoldfast, type Holdfast } from '../../support/holdfast.js';
import { manyEmptyFiles, manyFlowedLines } from '../../support/mail/hostile-mails.js';
import { keep, letter, settled } from '../../support/mail/inbound.js';
import { scriptArgs } from '../../support/processes/script-args.js';
import { sendMail } from '../../support/servers/smtp-client.js';

/** Of each sender only some mails an hour open a ticket. */
const sender = (index: number) => ({ from: `sender-${index}@example.org` });

describe('mails that once stopped a worker, over SMTP', () => {
  let holdfast: Holdfast;
  let port: number;
  beforeAll(async () => {
    [port = 0] = await freePorts(1);
    const environment = { INBOUND_SMTP_PORT: String(port), INBOUND_ADDRESSES: 'help@holdfast.local' };
    holdfast = await startHoldfast({ environment });
  });
  afterAll(() => holdfast.close());

  async function taken(raw: string): Promise<string> {
    const { code, words } = await sendMail(port, raw);
    expect(code).toBe(250);
    return /Stored as ([\w-]+)/u.exec(words)![1]!;
  }

  it('become tickets, as does the next mail', async () => {
    const hostile: string[] = [];
    for (let index = 0; index < 6; index += 1) {
      hostile.push(await taken(manyEmptyFiles({ subject: `Files ${index}`, ...sender(index) })));
    }
    for (let index = 6; index < 8; index += 1) {
      hostile.push(await taken(manyFlowedLines({ subject: `Flowed ${index}`, ...sender(index) })));
    }
    const good = await taken(letter());
    expect(await settled(holdfast, good)).toMatchObject({ state: 'done', outcome: { kind: 'opened' } });
    for (const id of hostile) {
      expect(await settled(holdfast, id)).toMatchObject({ state: 'done', outcome: { kind: 'opened' } });
    }
    const [files, , , , , , flowed] = await Promise.all(hostile.map((id) => holdfast.deps.tickets.find(id)));
    expect(files).toMatchObject({
      title: 'Files 0',
      description: expect.stringContaining('[This mail has more parts or text than Holdfast reads.'),
    });
    expect(flowed!.description).toMatch(/^(?:a )+/u);
  });
});

describe('mails that kill their parser', () => {
  let holdfast: Holdfast;
  beforeAll(async () => {
    holdfast = await startHoldfast({
      worker: false,
      mailParser: () => new ParserPool(scriptArgs('test/support/mail/odd-parser.ts')),
    });
  });
  afterAll(() => holdfast.close());

  const kept = async (what: string, index: number) => {
    const headers = [`X-Odd: ${what}`];
    const { mail } = await keep(holdfast, letter({ subject: `${what} ${index}`, headers, ...sender(index) }));
    return mail.id;
  };

  it('fail after three attempts, and can be processed again', async () => {
    const id = await kept('hoards buffers', 1);
    await holdfast.startWorker();
    expect(await settled(holdfast, id)).toMatchObject({ state: 'failed', fault: 'parse_crashed' });
    const handle = holdfast.temporal.workflow.getHandle(`mail-in/${id}`);
    const { events } = await handle.fetchHistory();
    const tries = events!.filter(
      ({ activityTaskScheduledEventAttributes: scheduled }) =>
        scheduled?.activityType?.name === 'receiveMail',
    );
    expect(tries).toHaveLength(3);

    await holdfast.stopWorker();
    const admin = await holdfast.client('admin');
    const path = `/api/v1/admin/received-mails/${id}`;
    expect((await admin.get(path)).body).toMatchObject({ state: 'failed', fault: 'parse_crashed' });
    expect((await admin.post(`${path}/replay`, {})).status).toBeLessThan(300);
    // A version that parses it.
    const worker = await holdfast.workerWith(holdfast.config, {});
    expect(await settled(holdfast, id)).toMatchObject({ state: 'done', outcome: { kind: 'opened' } });
    await worker.close();
  });

  it('delay no other mail, in any number', async () => {
    const bombs = await Promise.all(Array.from({ length: 5 }, (_, index) => kept('stands still', index)));
    const good = await kept('nothing', 100);
    await holdfast.startWorker();
    expect(await settled(holdfast, good)).toMatchObject({ state: 'done', outcome: { kind: 'opened' } });
    // They are being tried still.
    for (const id of bombs)
      expect(await holdfast.deps.receivedMails.find(id)).toMatchObject({ state: 'kept' });
    const later = await kept('nothing', 101);
    expect(await settled(holdfast, later)).toMatchObject({ state: 'done' });
    // Three tries, the last a long one, on a machine that they keep busy: at times longer than is waited for at once.
    const putAside = () => Promise.race(bombs.map((id) => settled(holdfast, id)));
    const first = await putAside().catch(putAside);
    expect(first).toMatchObject({ state: 'failed', fault: 'parse_timed_out' });
    await holdfast.stopWorker();
  });
});
