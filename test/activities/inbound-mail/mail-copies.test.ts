import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startHoldfast, type Holdfast } from '../../support/holdfast.js';
import { letter } from '../../support/mail/inbound.js';
import { INBOUND, receive } from '../../support/mail/inbound-tickets.js';

const FOOTER = '_______________________________________________\nsupport mailing list\nsupport@lists.example';

let holdfast: Holdfast;
let count = 0;
beforeAll(async () => {
  holdfast = await startHoldfast({ worker: false, environment: INBOUND });
});
afterAll(() => holdfast.close());

/** A mail of a person whom nobody knows yet, as it comes with and without what is added on the way. */
function mailOfSomeone() {
  count += 1;
  const from = `Someone <someone-${count}@copies.example>`;
  const messageId = `<copy-${count}@copies.example>`;
  return (text: string, headers: readonly string[] = []) =>
    receive(holdfast.deps, letter({ from, subject: 'The lift is stuck', text, messageId, headers }));
}

describe('copies of a mail at the same time', () => {
  /** Copies of the same bytes are one mail, and have one outcome. */
  const openedIn = (outcomes: readonly Awaited<ReturnType<typeof receive>>[]) =>
    new Set(outcomes.flatMap(({ outcome }) => (outcome.kind === 'opened' ? [outcome.ticketId] : []))).size;

  it('are one ticket', async () => {
    for (let round = 0; round < 3; round += 1) {
      const send = mailOfSomeone();
      const text = 'It hangs on floor 3.';
      const copies = await Promise.all([
        send(text),
        send(`${text}\n\n${FOOTER}`, ['Precedence: list', 'List-Id: <help.holdfast.local>']),
        send(`${text}\n`, ['X-Copy: 3']),
        send(`${text}\n\n${FOOTER}\n`),
      ]);
      expect(openedIn(copies)).toBe(1);
      const heard = copies.filter(({ outcome }) => outcome.kind === 'opened' || 'reason' in outcome);
      expect(heard).toHaveLength(4);
    }
  });

  it('are one comment', async () => {
    const send = mailOfSomeone();
    const { outcome } = await send('It hangs on floor 3.');
    const subject = `Re: [${'number' in outcome ? outcome.number : ''}] The lift is stuck`;
    const from = `Someone <someone-${count}@copies.example>`;
    const answer = (headers: readonly string[], text: string) =>
      receive(holdfast.deps, letter({ from, subject, text, messageId: '<answer@copies.example>', headers }));
    const copies = await Promise.all([
      answer([], 'It moves again.'),
      answer(['X-Copy: 2'], `It moves again.\n\n${FOOTER}`),
      answer(['X-Copy: 3'], 'It moves   again.'),
    ]);
    const kinds = copies.map((copy) => copy.outcome.kind);
    expect(kinds.sort()).toEqual(['commented', 'ignored', 'ignored']);
  });

  it('are one ticket for each text under one Message-ID', async () => {
    const send = mailOfSomeone();
    const matters = Array.from(
      { length: 4 },
      (_, floor) => `The lift hangs on floor ${floor}, door ${floor}.`,
    );
    expect(openedIn(await Promise.all(matters.map((text) => send(text))))).toBe(4);
    expect(openedIn(await Promise.all(matters.map((text) => send(`${text}\n\n${FOOTER}`))))).toBe(0);
  });
});

describe('a mail that is received twice', () => {
  it.each([
    ['with the footer of a list', 'It hangs on floor 3.', `It hangs on floor 3.\n\n${FOOTER}`],
    ['without it, later', `It hangs on floor 3.\n\n${FOOTER}`, 'It hangs on floor 3.'],
    ['with other line ends', 'It hangs.\nOn floor 3.', 'It hangs.   \n\nOn floor 3.'],
    ['in another script', '电梯卡住了。', `电梯卡住了。\n\n${FOOTER}`],
  ])('%s has one effect', async (_, first, second) => {
    const send = mailOfSomeone();
    expect((await send(first)).outcome).toMatchObject({ kind: 'opened' });
    const again = await send(second, ['Precedence: list', 'List-Id: <help.holdfast.local>']);
    expect(again.outcome).toEqual({ kind: 'ignored', reason: 'duplicate' });
  });

  it('is processed twice if the text differs, even with the same Message-ID', async () => {
    const send = mailOfSomeone();
    expect((await send('It hangs on floor 3.')).outcome).toMatchObject({ kind: 'opened' });
    expect((await send('The other lift hangs too.')).outcome).toMatchObject({ kind: 'opened' });
  });

  it('has two effects if a scanner gives all its mails one Message-ID and one text', async () => {
    const scan = (page: string) =>
      [
        'From: scanner@copies.example',
        'To: help@holdfast.local',
        'Subject: Scan',
        'Message-ID: <scan@copies.example>',
        'Content-Type: multipart/mixed; boundary=b',
        '',
        ...['--b', 'Content-Type: text/plain', '', 'Here is your scan.'],
        ...['--b', 'Content-Type: image/png; name=scan.png', '', page, '--b--', ''],
      ].join('\r\n');
    for (const page of ['the first page', 'the second page']) {
      expect((await receive(holdfast.deps, scan(page))).outcome).toMatchObject({ kind: 'opened' });
    }
    const forwarded = scan('the first page').replace('your scan.', `your scan.\r\n${FOOTER}`);
    expect((await receive(holdfast.deps, forwarded)).outcome).toMatchObject({ reason: 'duplicate' });
  });

  it('has one effect for each author', async () => {
    const text = 'It hangs on floor 3.';
    const messageId = '<shared@copies.example>';
    for (const from of ['a@copies.example', 'b@copies.example']) {
      const mail = letter({ from, subject: 'The lift is stuck', text, messageId });
      expect((await receive(holdfast.deps, mail)).outcome).toMatchObject({ kind: 'opened' });
    }
  });
});
