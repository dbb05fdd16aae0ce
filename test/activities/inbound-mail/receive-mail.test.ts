import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { AppDeps } from '../../../src/app/deps.js';
import { startHoldfast, type Holdfast } from '../../support/holdfast.js';
import { corpusTicket, INBOUND, personOf, receive, type Person } from '../../support/mail/inbound-tickets.js';
import {
  corpusMail,
  corpusNames,
  type CorpusMail,
  type CorpusTicket,
} from '../../support/mail/mail-corpus.js';

const HOUR_MS = 3_600_000;

describe('the received mails of the corpus', () => {
  let holdfast: Holdfast;
  let [alice, bob]: Person[] = [];

  beforeAll(async () => {
    holdfast = await startHoldfast({ worker: false, environment: INBOUND });
    [alice, bob] = await Promise.all(['alice', 'bob'].map((name) => personOf(holdfast.deps, name)));
  });
  afterAll(() => holdfast.close());

  /** Two hours after the mail before it, so that nobody writes too much. */
  const later = (hours: number): AppDeps => ({
    ...holdfast.deps,
    clock: { now: () => new Date(Date.now() + hours * HOUR_MS) },
  });

  async function whatCameOf(deps: AppDeps, { raw }: CorpusMail, { TICKET_ID }: CorpusTicket) {
    const { id, outcome } = await receive(deps, raw);
    const [opened, said, ticket] = await Promise.all([
      deps.tickets.find(id),
      deps.tickets.findComment(id),
      deps.tickets.find(TICKET_ID),
    ]);
    const comments = await deps.tickets.comments({
      ticketIds: [TICKET_ID],
      includeInternal: true,
      pageSize: 10,
    });
    const isConfirmed = opened?.isReceiptHeld !== true;
    return { outcome, opened, isConfirmed, said, ticket, comments: comments.items.length };
  }

  function expectedOf({ expected }: CorpusMail, { TICKET_ID }: CorpusTicket): object {
    const { kind, becomes, reason, text, title, internal, commands, author } = expected;
    if (kind === 'bounce') {
      const accountIds = expected.permanent && expected.ours ? [alice!.id] : [];
      return { outcome: { kind: 'bounce', accountIds }, opened: null, comments: 0 };
    }
    if (kind !== 'person' && kind !== 'unanswered') {
      const why = kind === 'own' ? 'own_mail' : 'automatic';
      return { outcome: { kind: 'ignored', reason: why }, opened: null, comments: 0 };
    }
    if (becomes === 'refused') return { outcome: { kind: 'refused', reason }, opened: null, comments: 0 };
    if (becomes === 'opened') {
      const description = expect.stringContaining(text!.slice(0, 40));
      const files = expected.kept.map((file) => ({ name: file }));
      const opened = {
        title,
        description,
        source: 'mail',
        ...(files.length === 0 ? {} : { attachments: files }),
      };
      return { outcome: { kind: 'opened' }, opened, isConfirmed: kind === 'person', comments: 0 };
    }
    const names = internal ? ['internal', ...commands] : commands;
    return {
      outcome: { kind: 'commented', ticketId: TICKET_ID, commands: expect.arrayContaining(names) },
      opened: null,
      said: { body: text, isInternal: internal, author: { id: author === 'bob' ? bob!.id : alice!.id } },
      comments: 1,
    };
  }

  it('have the right effect on the right ticket', async () => {
    const [found, wanted]: [object[], object[]] = [[], []];
    for (const [index, name] of (await corpusNames()).entries()) {
      const deps = later(2 * index);
      const ticket = await corpusTicket(deps, alice!, bob!);
      const mail = await corpusMail(name, ticket);
      found.push({ name, ...(await whatCameOf(deps, mail, ticket)) });
      wanted.push({ name, ...expectedOf(mail, ticket) });
      await holdfast.mongo.collection('users').updateMany({}, { $set: { mailProblem: null } });
    }
    expect(found).toMatchObject(wanted);
  });

  it('name the files that were not stored', async () => {
    const deps = later(10_000);
    const ticket = await corpusTicket(deps, alice!, bob!);
    const { id } = await receive(
      deps,
      (await corpusMail('dangerous-attachments', ticket)).raw
        .toString()
        .replace('Message-ID: <', 'Message-ID: <again.'),
    );
    expect((await deps.tickets.find(id))?.description).toBe(
      'Is this ok?\n\n[Not stored, because files of this type can be harmful: invoice.pdf.exe, page.html]',
    );
  });

  it('name empty files', async () => {
    const deps = later(10_100);
    const ticket = await corpusTicket(deps, alice!, bob!);
    const { raw } = await corpusMail('empty-file', ticket);
    const described = async (mail: string) => {
      const { id } = await receive(deps, mail.replace('Message-ID: <', 'Message-ID: <again.'));
      return (await deps.tickets.find(id))?.description;
    };
    const note = '[Not stored, because they are empty: scan.pdf]';
    expect(await described(raw.toString())).toBe(`Here is the scan.\n\n${note}`);
    const alone = raw
      .toString()
      .replace('Here is the scan.', '')
      .replace('Subject: Scan of the contract', 'Subject:');
    expect(await described(alone)).toBe(`[No text]\n\n${note}`);
  });
});
