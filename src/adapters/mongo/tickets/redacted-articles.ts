import type { ClientSession } from 'mongoose';
import { DomainError } from '../../../domain/errors.js';
import { addMinutes } from '../../../domain/time.js';
import type { ArticleOfTicket, ArticleTexts } from '../../../ports/tickets/redactions.js';
import { firstIdOf } from '../kit/first-id.js';
import type { Models } from '../schema/models.js';

type Rooms = Pick<Models, 'articles' | 'articleVersions' | 'events'>;

/** The events of articles have ids of their time, by clocks that differ. */
const OVERLAP_MINUTES = 10;

/** Finds the next article that was made of these tickets, or translates one. */
export async function nextArticleOf(
  { articles, articleVersions }: Rooms,
  ticketIds: readonly string[],
  after: string | null,
): Promise<ArticleOfTicket | null> {
  const groups = await articles.collection.distinct('group', { ticketId: { $in: [...ticketIds] } });
  if (groups.length === 0) return null;
  const beyond = after === null ? {} : { _id: { $gt: after } };
  const article = await articles.collection.findOne(
    { group: { $in: groups }, ...beyond },
    { sort: { _id: 1 } },
  );
  if (article === null) return null;
  const rows = await articleVersions.collection.find({ name: article._id }).sort({ version: 1 }).toArray();
  return {
    ...{ id: article._id, version: article.version, createdAt: article.createdAt },
    texts: textsOf(article),
    versions: rows.map((row) => ({ id: row._id, at: row.createdAt ?? null, texts: textsOf(row) })),
  };
}

/** Writes the texts of an article as its next version, and those of its earlier versions and events. */
export async function writeRedactedArticle(
  { articles, articleVersions, events }: Rooms,
  { id, version, texts, versions }: ArticleOfTicket,
  session: ClientSession,
): Promise<void> {
  const next = version + 1;
  const { matchedCount } = await articles.collection.updateOne(
    { _id: id, version },
    { $set: { ...texts, version: next } },
    { session },
  );
  if (matchedCount === 0) throw new DomainError('version_conflict', 'The article has changed.');
  const newest = await articleVersions.collection.findOne({ name: id, version }, { session });
  if (newest !== null) {
    const row = { ...newest, ...texts, _id: `${id}@${next}`, version: next };
    await articleVersions.collection.insertOne(row, { session });
  }
  for (const each of versions) {
    await articleVersions.collection.updateOne({ _id: each.id }, { $set: { ...each.texts } }, { session });
    if (each.at === null) continue;
    const from = firstIdOf(addMinutes(each.at, -OVERLAP_MINUTES));
    const until = firstIdOf(addMinutes(each.at, OVERLAP_MINUTES));
    const written = { _id: { $gte: from, $lt: until }, 'details.article.id': id };
    const title = { $set: { 'details.article.title': each.texts.title } };
    await events.collection.updateMany(written, title, { session });
  }
}

function textsOf({ title, question, answer, keywords }: ArticleTexts): ArticleTexts {
  return { title, question, answer, keywords };
}
