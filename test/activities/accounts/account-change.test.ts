import { SYSTEM_ACTOR } from '../../../src/domain/access/actor.js';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createApiKey } from '../../../src/app/accounts/api-keys.js';
import { openSession } from '../../../src/app/accounts/sign-in/open-session.js';
import { editPerson } from '../../../src/app/accounts/edit-person.js';
import { DomainError } from '../../../src/domain/errors.js';
import { type User } from '../../../src/domain/accounts/user.js';
import { aModerator } from '../../support/tickets/builders.js';
import { startHoldfast, type Holdfast } from '../../support/holdfast.js';

let holdfast: Holdfast;
beforeAll(async () => {
  holdfast = await startHoldfast({ worker: false });
});
afterAll(() => holdfast.close());

const PROOF = { method: 'password', address: '127.0.0.1' } as const;
const system = { actor: SYSTEM_ACTOR, address: null };

let count = 0;

async function someone(): Promise<User> {
  count += 1;
  const user = aModerator(`someone-${count}`, { createdAt: new Date() });
  await holdfast.deps.users.addIfMissing(user);
  return user;
}

async function ways(id: string): Promise<number> {
  const { mongo } = holdfast;
  const filter = { 'person.id': id };
  return (
    (await mongo.collection('sessions').countDocuments(filter)) +
    (await mongo.collection('api_keys').countDocuments(filter))
  );
}

function asActor({ id, name, role }: User) {
  return { type: 'user', id, name, role, sessionId: 'a-session', apiKeyId: null } as const;
}

describe('a credential issued while the account changes', () => {
  it('is not issued to a person who has just left', async () => {
    const { deps } = holdfast;
    const user = await someone();
    await editPerson(deps, system, user.id, { isActive: false });
    await expect(openSession(deps, user, PROOF)).rejects.toMatchObject({ code: 'unauthenticated' });
    const key = { name: 'late', scopes: ['admin'] } as const;
    await expect(createApiKey(deps, asActor(user), key, '127.0.0.1', 'key-1')).rejects.toMatchObject({
      code: 'unauthenticated',
    });
    expect(await ways(user.id)).toBe(0);
  });

  it('does not carry a role that was just removed', async () => {
    const { deps } = holdfast;
    const user = await someone();
    await editPerson(deps, system, user.id, { role: 'user' });
    await expect(openSession(deps, user, PROOF)).rejects.toBeInstanceOf(DomainError);
    expect(await ways(user.id)).toBe(0);
  });

  it('never outlives a deactivation, in any order', async () => {
    const { deps } = holdfast;
    for (let round = 0; round < 15; round += 1) {
      const user = await someone();
      await Promise.allSettled([
        openSession(deps, user, PROOF),
        editPerson(deps, system, user.id, { isActive: false }),
        openSession(deps, user, PROOF),
      ]);
      expect((await deps.users.find(user.id))!.isActive).toBe(false);
      expect(await ways(user.id)).toBe(0);
    }
  });
});
