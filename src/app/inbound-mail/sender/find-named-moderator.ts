import { DomainError } from '../../../domain/errors.js';
import { rolesWith } from '../../../domain/access/permissions.js';
import type { User } from '../../../domain/accounts/user.js';
import type { AppDeps } from '../../deps.js';

/**
 * Returns the id of the active moderator with this name, address, or part before the `@`, in any case.
 * @throws DomainError `invalid_input` for none, or more than one.
 */
export async function findNamedModerator(deps: Pick<AppDeps, 'users'>, whom: string): Promise<string> {
  const meant = whom.toLowerCase();
  const namesOf = ({ email, name }: User) => [
    email,
    email.slice(0, email.lastIndexOf('@')),
    name.toLowerCase(),
  ];
  const found = (await deps.users.listActive(rolesWith('ticket.accept'))).filter((user) =>
    namesOf(user).includes(meant),
  );
  const [only, ...others] = found;
  if (only !== undefined && others.length === 0) return only.id;
  const why = only === undefined ? 'No active moderator has this name' : 'Several moderators have this name';
  throw new DomainError('invalid_input', `${why}: ${whom}.`);
}
