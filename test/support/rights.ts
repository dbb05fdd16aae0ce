import { RIGHTS, type Action } from '../../src/domain/access/permissions.js';

/** Runs `work` while the table grants the action to these, and puts the table back afterwards. */
export async function withGrants<T>(
  action: Action,
  grants: (typeof RIGHTS)[Action]['grants'],
  work: () => T | Promise<T>,
): Promise<T> {
  const before = RIGHTS[action];
  Object.assign(RIGHTS, { [action]: { ...before, grants } });
  try {
    return await work();
  } finally {
    Object.assign(RIGHTS, { [action]: before });
  }
}
