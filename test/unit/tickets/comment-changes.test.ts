import { describe, expect, it } from '@jest/globals';
import {
  applyDeletion,
  applyEdit,
  MAX_COMMENT_VERSIONS,
  removedFiles,
  versionOf,
  versionsOf,
} from '../../../src/domain/tickets/comment-changes.js';
import type { Comment } from '../../../src/domain/tickets/ticket.js';

const COMMENT: Comment = {
  id: 'c',
  ticketId: 't',
  author: { id: 'alice', name: 'Alice' },
  body: 'first',
  isInternal: false,
  attachments: [{ id: 'c.0.0', name: 'log.txt', type: 'text/plain', sizeBytes: 3 }],
  createdAt: new Date(0),
};

describe('a comment', () => {
  it('keeps each text with author and time', () => {
    const once = applyEdit(COMMENT, 'second', 'bob', new Date(1))!;
    const twice = applyEdit(once, 'third', 'alice', new Date(2))!;
    expect([versionOf(COMMENT), versionOf(once), versionOf(twice)]).toEqual([1, 2, 3]);
    expect(versionsOf(twice)).toEqual([
      { body: 'first', at: new Date(0), byId: 'alice' },
      { body: 'second', at: new Date(1), byId: 'bob' },
      { body: 'third', at: new Date(2), byId: 'alice' },
    ]);
    expect(applyEdit(twice, 'third', 'bob', new Date(3))).toBeNull();
  });

  it('has a limit of versions', () => {
    let comment = COMMENT;
    for (let n = 1; n < MAX_COMMENT_VERSIONS; n += 1)
      comment = applyEdit(comment, `text ${n}`, 'alice', new Date(n))!;
    expect(versionsOf(comment)).toHaveLength(MAX_COMMENT_VERSIONS);
    expect(() => applyEdit(comment, 'one more', 'alice', new Date(99))).toThrow('50 versions');
  });

  it('keeps no text or file when it is deleted', () => {
    const edited = applyEdit(COMMENT, 'second', 'bob', new Date(1))!;
    const after = applyDeletion(edited, { id: 'bob', name: 'Bob' }, new Date(2))!;
    expect(JSON.stringify(after)).not.toMatch(/first|second|log\.txt/u);
    expect(after).toMatchObject({ id: 'c', body: '', version: 3, deleted: { by: { name: 'Bob' } } });
    expect(removedFiles({ before: edited, after })).toEqual(['c.0.0']);
    expect(applyDeletion(after, { id: 'bob', name: 'Bob' }, new Date(3))).toBeNull();
    expect(() => applyEdit(after, 'back', 'alice', new Date(3))).toThrow('was deleted');
  });
});
