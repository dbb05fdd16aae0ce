import { afterEach, describe, expect, it } from '@jest/globals';
import { mailParser } from '../../src/adapters/mail/parse-mail.js';
import { ParserPool } from '../../src/adapters/mail/parser-pool.js';
import { letter } from '../support/mail/inbound.js';
import { isRunning } from '../support/processes/is-running.js';
import { scriptArgs } from '../support/processes/script-args.js';
import { corpusMail, corpusNames } from '../support/mail/mail-corpus.js';
import { waitFor } from '../support/wait-for.js';

const TICKET = {
  TICKET_ID: 'a-ticket',
  TICKET_NUMBER: 'TKT-2026-000042',
  DELIVERY_ID: 'a-delivery',
  MESSAGE_ID: '<an-id@holdfast>',
  REPLY_ALICE: 'reply+alice@desk.example',
  REPLY_BOB: 'reply+bob@desk.example',
};

const odd = (what: string) => Buffer.from(letter({ subject: 'Odd', headers: [`X-Odd: ${what}`] }));
const good = Buffer.from(letter());

let pools: ParserPool[] = [];
afterEach(async () => {
  await Promise.all(pools.map((pool) => pool.close()));
  pools = [];
});

function opened(script?: readonly string[]): ParserPool {
  const pool = script === undefined ? new ParserPool() : new ParserPool([...script]);
  pools.push(pool);
  return pool;
}
const oddPool = () => opened(scriptArgs('test/support/mail/odd-parser.ts'));
const processOf = async (pool: ParserPool) => Number((await pool.parse(odd('tells its process'))).subject);

describe('parsing beside the main thread', () => {
  it('says of every mail of the corpus what a parse in this thread says', async () => {
    const pool = opened();
    for (const name of await corpusNames()) {
      const { raw } = await corpusMail(name, TICKET);
      // What names no date gets the time of the parse.
      const { date, ...mail } = await pool.parse(raw);
      const { date: here, ...expected } = await mailParser.parse(raw);
      expect({ name, mail, dated: date !== null }).toEqual({ name, mail: expected, dated: here !== null });
    }
  });

  it('refuses invalid mail as a parse in this thread does, and continues', async () => {
    const pool = oddPool();
    const pid = await processOf(pool);
    await expect(pool.parse(Buffer.from('no mail'))).rejects.toMatchObject({ code: 'invalid_input' });
    expect(await processOf(pool)).toBe(pid);
  });

  it('starts no process for a mail that comes after another', async () => {
    const pool = oddPool();
    const pids = [await processOf(pool), await processOf(pool), await processOf(pool)];
    expect(new Set(pids).size).toBe(1);
  });

  it('takes a file of some megabytes along, byte for byte', async () => {
    const content = Buffer.alloc(9_000_000, 'not the same everywhere ');
    const raw = [
      'From: alice@holdfast.local',
      'Content-Type: application/pdf; name=manual.pdf',
      'Content-Transfer-Encoding: base64',
      '',
      content.toString('base64').replaceAll(/.{76}/gu, '$&\r\n'),
    ].join('\r\n');
    const { parts } = await opened().parse(Buffer.from(raw), { effort: 'thorough' });
    expect(parts).toMatchObject([{ name: 'manual.pdf', sizeBytes: content.length }]);
    expect(content.equals(parts[0]!.content)).toBe(true);
  });
});

describe('a mail that takes too much', () => {
  it.each(['never ends', 'never settles'])('is given up after a while where its parse %s', async (what) => {
    const pool = oddPool();
    const pid = await processOf(pool);
    let ticks = 0;
    const timer = setInterval(() => (ticks += 1), 20);
    await expect(pool.parse(odd(what))).rejects.toMatchObject({ code: 'parse_timed_out' });
    clearInterval(timer);
    // All the while this thread went on.
    expect(ticks).toBeGreaterThan(10);
    expect(isRunning(pid)).toBe(false);
    await expect(pool.parse(good)).resolves.toMatchObject({ subject: 'VPN drops every ten minutes' });
  });

  it.each(['hoards buffers', 'hoards objects'])('ends only its own process if it %s', async (what) => {
    const pool = oddPool();
    for (const effort of ['quick', 'thorough'] as const) {
      await expect(pool.parse(odd(what), { effort })).rejects.toMatchObject({
        code: 'parse_crashed',
        message: 'The mail parser ended: out of memory.',
      });
    }
    await expect(pool.parse(good)).resolves.toMatchObject({ subject: 'VPN drops every ten minutes' });
  });

  it('reveals no text of the mail in an error of the parser', async () => {
    const failing = oddPool().parse(odd('fails'));
    await expect(failing).rejects.toMatchObject({
      code: 'parse_crashed',
      message: 'The mail parser failed with an unexpected error (TypeError).',
    });
  });

  it('has more time in a thorough parse, of which there is one at a time', async () => {
    const pool = oddPool();
    const first = pool.parse(odd('takes a second'), { effort: 'thorough' });
    await expect(pool.parse(good, { effort: 'thorough' })).rejects.toMatchObject({
      code: 'unavailable',
      retryAfterSeconds: 5,
    });
    await expect(first).resolves.toMatchObject({ subject: 'Odd' });
    await expect(pool.parse(good, { effort: 'thorough' })).resolves.toMatchObject({ parts: [] });
  });

  it('gives its place up to other mail', async () => {
    const pool = oddPool();
    const bombs = Array.from({ length: 8 }, () =>
      pool.parse(odd('stands still')).catch((error: unknown) => error),
    );
    await expect(pool.parse(good)).resolves.toMatchObject({ subject: 'VPN drops every ten minutes' });
    for (const error of await Promise.all(bombs)) expect(error).toMatchObject({ code: 'parse_timed_out' });
  });
});

describe('a cancelled parse', () => {
  it('ends with the reason of the signal, and so does its process', async () => {
    const pool = oddPool();
    const pid = await processOf(pool);
    const stopping = new AbortController();
    const parse = pool.parse(odd('never settles'), { signal: stopping.signal });
    stopping.abort(new Error('nobody waits'));
    await expect(parse).rejects.toThrow('nobody waits');
    expect(isRunning(pid)).toBe(false);
    const late = { signal: stopping.signal };
    await expect(pool.parse(good, late)).rejects.toThrow('nobody waits');
  });

  it('fails with "unavailable" when the worker stops, and leaves no process behind', async () => {
    const pool = oddPool();
    const pid = await processOf(pool);
    const parses = [pool.parse(odd('stands still')), pool.parse(odd('stands still'), { effort: 'thorough' })];
    const ends = Promise.allSettled(parses);
    await pool.close();
    for (const end of await ends) expect(end).toMatchObject({ reason: { code: 'unavailable' } });
    await expect(pool.parse(good)).rejects.toMatchObject({ code: 'unavailable' });
    await waitFor('the process to go', () => (isRunning(pid) ? undefined : true));
  });

  it('never begins where no process can be started', async () => {
    const missing = opened(['/nowhere/parser.js']);
    await expect(missing.parse(good)).rejects.toMatchObject({
      code: 'unavailable',
      message: expect.stringContaining('Cannot find module'),
    });
  });
});
