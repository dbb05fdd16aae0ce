import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useSay } from '../../texts/use-texts.js';
import { Icon } from '../../ui/icon.js';
import { sameTicketsQuery, suggestionsQuery } from './queries.js';
import styles from './suggestions.module.css';
import { useSettled } from './use-settled.js';

/** What may already help while the person writes: articles, and their own open tickets. */
export function Suggestions({
  title,
  description,
}: {
  readonly title: string;
  readonly description: string;
}) {
  const text = useSettled(`${title}\n${description}`.trim());
  const words = useSettled(title.trim());
  const articles = useQuery(suggestionsQuery(text)).data ?? [];
  const tickets = useQuery(sameTicketsQuery(words)).data ?? [];
  return (
    <SuggestionList
      articles={articles.map(({ article, excerpt }) => ({ ...article, hint: excerpt }))}
      tickets={tickets}
    />
  );
}

interface Named {
  readonly id: string;
  readonly title: string;
}

/** Links open beside the form: what is written stays, also on a phone. */
export function SuggestionList({
  articles,
  tickets,
}: {
  readonly articles: readonly (Named & { readonly hint?: string })[];
  readonly tickets: readonly (Named & { readonly number: string })[];
}) {
  const say = useSay();
  const isEmpty = articles.length + tickets.length === 0;
  return (
    <section className={styles['box']} aria-label={say('submit.suggestions')} hidden={isEmpty}>
      <p className={styles['title']} role="status">
        {isEmpty ? null : (
          <>
            <Icon name="spark" />
            <b>{say('submit.suggestions')}</b>
          </>
        )}
      </p>
      <ul>
        {articles.map(({ id, title, hint }) => (
          <li key={id}>
            <Link to="/articles/$article" params={{ article: id }} search={{ from: 'ask' }}>
              <Icon name="book" />
              <span className={styles['text']}>
                <b dir="auto">{title}</b>
                {hint === undefined ? null : (
                  <span className={styles['hint']} dir="auto">
                    {hint}
                  </span>
                )}
              </span>
              <Icon name="right" />
            </Link>
          </li>
        ))}
        {tickets.map(({ id, number, title }) => (
          <li key={id} className={styles['same']}>
            <Link to="/tickets/$number" params={{ number }}>
              <Icon name="inbox" />
              <span className={styles['text']}>
                <b dir="auto">{say('submit.same', { title })}</b>
                <span className={styles['hint']}>{say('submit.same.hint', { number })}</span>
              </span>
              <Icon name="right" />
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
