import type { User } from '../../domain/accounts/user.js';
import { isStaff } from '../../domain/access/permissions.js';
import type { Article } from '../../domain/knowledge/article.js';
import { reviewDelivery } from '../../domain/mail/delivery.js';
import type { AppDeps } from '../deps.js';
import { managers } from '../tickets/assignment/auto-assign-ticket.js';

type Deps = Pick<AppDeps, 'articles' | 'users' | 'deliveries' | 'clock'>;

const PAGE = 100;

/**
 * Writes a mail for each published article whose review day has come: to its owner, or to the managers if it has none.
 * Each review day gives one mail, so a repeat writes the same. Returns the ids of the unsent mails.
 */
export async function remindOfReviews(deps: Deps): Promise<readonly string[]> {
  const reviewUntil = deps.clock.now().toISOString().slice(0, 10);
  const unsent: string[] = [];
  for (let after: string | undefined; ;) {
    const query = { isForEverybody: false, reviewUntil, pageSize: PAGE };
    const { items, next } = await deps.articles.list(after === undefined ? query : { ...query, after });
    for (const article of items) unsent.push(...(await remind(deps, article)));
    if (next === null) return unsent;
    after = next;
  }
}

async function remind(deps: Deps, article: Article): Promise<readonly string[]> {
  const { id, title, reviewBy } = article;
  if (reviewBy === null) return [];
  const readers = await readersOf(deps, article);
  const mails = readers.map((reader) => reviewDelivery({ id, title, reviewBy }, deps.clock.now(), reader));
  const known = await Promise.all(mails.map((mail) => deps.deliveries.find(mail.id)));
  const missing = mails.filter((_mail, at) => known[at] === null);
  if (missing.length > 0) await deps.deliveries.addMissing(missing);
  const waiting = known.flatMap((mail) =>
    mail?.state === 'queued' || mail?.state === 'sending' ? [mail.id] : [],
  );
  return [...waiting, ...missing.map((mail) => mail.id)];
}

/** An owner who has left cannot review it. */
async function readersOf(deps: Deps, { owner }: Article): Promise<readonly Pick<User, 'id' | 'name'>[]> {
  const user = owner === null ? null : await deps.users.find(owner.id);
  return user !== null && user.isActive && isStaff(user.role) ? [user] : managers(deps);
}
