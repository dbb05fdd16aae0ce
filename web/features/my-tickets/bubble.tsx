import { lazy, Suspense, type ReactNode } from 'react';
import type { Schemas } from '../../../src/client/client.js';
import { useSay } from '../../texts/use-texts.js';
import { classes } from '../../ui/classes.js';
import { Moment } from '../../ui/moment.js';
import { FileList } from '../files/file-list.js';
import styles from './messages.module.css';

const Markdown = lazy(async () => ({ default: (await import('../../ui/blocks/markdown.js')).Markdown }));

interface Props {
  readonly author: { readonly name: string };
  readonly isMine: boolean;
  readonly at: string;
  readonly text: string;
  /** The number of the ticket. */
  readonly ticket: string;
  readonly files?: readonly Schemas['Attachment'][];
  readonly isEdited?: boolean;
  /** Why it has not been sent. */
  readonly note?: string;
  readonly children?: ReactNode;
}

/** One message: the person's own on petrol, at the end of the line. */
export function Bubble({ author, isMine, at, text, ticket, files = [], isEdited, note, children }: Props) {
  const say = useSay();
  return (
    <article className={classes(styles['bubble'], isMine && styles['mine'])}>
      <p className={styles['head']}>
        <b dir="auto">{isMine ? say('my-ticket.you') : author.name}</b>
        {isEdited === true ? <span>{say('my-ticket.edited')}</span> : null}
        <Moment at={at} />
      </p>
      <Suspense
        fallback={
          <p className={styles['plain']} dir="auto">
            {text}
          </p>
        }
      >
        <Markdown text={text} />
      </Suspense>
      <FileList ticket={ticket} files={files} at={at} />
      {note === undefined ? null : (
        <p className={styles['note']} role="status">
          {note}
        </p>
      )}
      {children}
    </article>
  );
}
