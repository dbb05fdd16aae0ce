import { beforeAll, describe, expect, it } from '@jest/globals';
import { mailParser } from '../../../src/adapters/mail/parse-mail.js';
import { sortParts } from '../../../src/domain/tickets/attachments.js';
import { classifyMail } from '../../../src/domain/inbound-mail/kind/classify-mail.js';
import { withAuthor } from '../../../src/domain/inbound-mail/kind/mailing-list.js';
import { readCommands } from '../../../src/domain/inbound-mail/mail-commands.js';
import { bareSubject, titleOf } from '../../../src/domain/inbound-mail/subject.js';
import { writtenFirst, writtenInAnswer } from '../../../src/domain/inbound-mail/text/written-text.js';
import { corpusMail, corpusNames, type CorpusMail } from '../../support/mail/mail-corpus.js';

const OURS = ['helpdesk@holdfast.local', 'reply@desk.example'];
const TICKET = {
  TICKET_ID: '01890a5d-ac96-774b-bcce-b302099a8057',
  TICKET_NUMBER: 'TKT-2026-000042',
  DELIVERY_ID: '01890a5d-ac96-774b-bcce-b302099a8058.01890a5d-ac96-774b-bcce-b302099a8059',
  MESSAGE_ID: `<01890a5d-ac96-774b-bcce-b302099a8058.01890a5d-ac96-774b-bcce-b302099a8059.${'0f'.repeat(10)}@holdfast>`,
  REPLY_ALICE: 'reply+alice@desk.example',
  REPLY_BOB: 'reply+bob@desk.example',
};

describe('the mails of the corpus', () => {
  let mails: readonly CorpusMail[];

  beforeAll(async () => {
    mails = await Promise.all((await corpusNames()).map((name) => corpusMail(name, TICKET)));
  });

  it('are of every kind, and many', () => {
    expect(mails.length).toBeGreaterThanOrEqual(60);
    expect(new Set(mails.map(({ expected }) => expected.kind)).size).toBe(5);
  });

  /** All at once, so that a change of a rule shows all that it changes. */
  it('are understood', async () => {
    const read = await Promise.all(
      mails.map(async ({ name, raw, expected }) => {
        const mail = await mailParser.parse(raw);
        const parts = sortParts(mail.parts);
        const said =
          expected.becomes === 'opened' ? writtenFirst(mail.text) : writtenInAnswer(mail.text, OURS);
        const isCommand = expected.commands.length > 0 || expected.internal;
        const text = isCommand ? readCommands(said).text : said;
        return {
          name,
          kind: classifyMail(withAuthor(mail, OURS), OURS),
          ...(expected.text === undefined ? {} : { text: text === '' ? bareSubject(mail.subject) : text }),
          ...(expected.title === undefined ? {} : { title: titleOf(mail.subject, text) }),
          ...(expected.kind === 'person'
            ? { kept: parts.kept.map((part) => part.name), refused: parts.dangerous }
            : {}),
        };
      }),
    );
    expect(read).toEqual(
      mails.map(({ name, expected: { kind, text, title, kept, refused } }) => ({
        name,
        kind,
        ...(text === undefined ? {} : { text }),
        ...(title === undefined ? {} : { title }),
        ...(kind === 'person' ? { kept, refused } : {}),
      })),
    );
  });
});
