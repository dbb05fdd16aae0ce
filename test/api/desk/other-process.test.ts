import { describe, expect, it } from '@jest/globals';
import { openRepositories } from '../../../src/adapters/mongo/repositories.js';
import { MAX_CHOICES } from '../../../src/domain/desk/choices.js';
import { withPeople } from '../../support/api/people.js';
import { aChoice } from '../../support/tickets/choices.js';

const people = withPeople();
const revision = (name: string, version = 1) => ({
  content: aChoice({ name, version }),
  requestId: null,
  createdAt: null,
  createdBy: null,
});

describe('another process', () => {
  it('sees a new entry immediately', async () => {
    const { categories } = await openRepositories(people.holdfast.mongo);
    await people.ticket({ category: 'other' });
    await categories.add(revision('billing'));
    expect((await people.ticket({ category: 'billing' })).category).toBe('billing');
  });

  it('does not restore an entry that was removed during an edit', async () => {
    const { categories } = await openRepositories(people.holdfast.mongo);
    await categories.add(revision('payroll'));
    await categories.remove('payroll');
    await expect(categories.add(revision('payroll', 2))).rejects.toMatchObject({ code: 'not_found' });
    expect(await categories.find('payroll')).toBeNull();
  });

  it('respects the maximum of a list', async () => {
    const { ticketTypes } = await openRepositories(people.holdfast.mongo);
    const free = MAX_CHOICES - (await ticketTypes.current()).length;
    for (let index = 0; index < free; index += 1) await ticketTypes.add(revision(`type-${index}`));
    await expect(ticketTypes.add(revision('too-many'))).rejects.toMatchObject({ code: 'illegal_transition' });
    expect(await ticketTypes.current()).toHaveLength(MAX_CHOICES);
  });
});
