import { TextRedactor } from '../../../domain/tickets/redaction.js';
import type {
  ArticleOfTicket,
  ArticleTexts,
  ArticleVersionTexts,
} from '../../../ports/tickets/redactions.js';
import type { AppDeps } from '../../deps.js';
import { redactAnswers } from './copies.js';
import type { StepOutcome } from './progress.js';

/**
 * Takes the text out of the next article that was made of these tickets, and out of all its versions. The article gets a new
 * version, so that an author who has it open cannot write the text back.
 */
export async function redactNextArticle(
  deps: Pick<AppDeps, 'redactions' | 'sealer' | 'clock'>,
  {
    ticketIds,
    after,
    text,
  }: { readonly ticketIds: readonly string[]; readonly after: string | null; readonly text: string },
): Promise<StepOutcome> {
  const article = await deps.redactions.nextArticle(ticketIds, after);
  if (article === null) return { writes: {}, places: {}, next: null };
  await redactAnswers(deps, text, [article]);
  const redactor = new TextRedactor(text);
  const texts = withoutText(article.texts, redactor);
  const versions = article.versions.flatMap((each): readonly ArticleVersionTexts[] => {
    const before = redactor.places;
    const redacted = withoutText(each.texts, redactor);
    return redactor.places === before ? [] : [{ ...each, texts: redacted }];
  });
  const changed: readonly ArticleOfTicket[] = redactor.places === 0 ? [] : [{ ...article, texts, versions }];
  return { writes: { articles: changed }, places: { articles: redactor.places }, next: article.id };
}

function withoutText(
  { title, question, answer, keywords }: ArticleTexts,
  redactor: TextRedactor,
): ArticleTexts {
  return {
    title: redactor.redact(title),
    question: redactor.redact(question),
    answer: redactor.redact(answer),
    keywords: redactor.redactAll(keywords),
  };
}
