import { describe, expect, it } from '@jest/globals';
import type { Evidence } from '../../chaos/audit/evidence.js';
import { everyMailFound } from '../../chaos/audit/received-mails.js';

const MARK = 'a-mark';
const ticket = { title: `The mail ${MARK}` };
const opened = { _id: 'mail-1', state: 'done', outcome: { kind: 'opened' } };
const aside = { _id: 'mail-1', state: 'failed', fault: 'parse_timed_out' };

/** What the auditor says of one mail. */
function violations(
  { isHostile = false, keptAs = 'mail-1' }: { readonly isHostile?: boolean; readonly keptAs?: string | null },
  receivedMails: readonly object[],
  tickets: readonly object[],
): readonly string[] {
  const posted = [{ mark: MARK, isHostile, keptAs }];
  return everyMailFound({ posted, receivedMails, tickets } as unknown as Evidence).violations;
}

describe('the auditor of mails that come in', () => {
  it('is content with a ticket for each, and with a hostile mail that is put aside', () => {
    expect(violations({}, [opened], [ticket])).toEqual([]);
    expect(violations({ isHostile: true }, [opened], [ticket])).toEqual([]);
    expect(violations({ isHostile: true }, [aside], [])).toEqual([]);
    expect(violations({ keptAs: null }, [], [])).toEqual([]);
  });

  it.each<[string, readonly string[]]>([
    ['is lost', violations({}, [], [ticket])],
    ['became no ticket', violations({}, [opened], [])],
    ['became two', violations({}, [opened], [ticket, ticket])],
    ['became two without an answer', violations({ keptAs: null }, [opened, opened], [ticket, ticket])],
    ['was put aside and is not hostile', violations({}, [aside], [])],
    ['is hostile and lost', violations({ isHostile: true }, [], [])],
    [
      'is hostile and ignored',
      violations({ isHostile: true }, [{ ...opened, outcome: { kind: 'ignored' } }], []),
    ],
    [
      'is hostile and failed for another reason',
      violations({ isHostile: true }, [{ ...aside, fault: 'x' }], []),
    ],
    ['still waits', violations({}, [{ ...opened, state: 'kept' }], [ticket])],
  ])('finds the one that %s', (_, found) => {
    expect(found).toHaveLength(1);
  });
});
