import { lazy, Suspense, type ReactNode } from 'react';
import { useSay } from '../../texts/use-texts.js';
import { Avatar } from '../../ui/avatar.js';
import { classes } from '../../ui/classes.js';
import { Icon } from '../../ui/icon.js';
import { Moment } from '../../ui/moment.js';
import styles from './conversation.module.css';

const Markdown = lazy(async () => ({ default: (await import('../../ui/blocks/markdown.js')).Markdown }));

interface MessageProps {
  readonly author: string;
  readonly at: string;
  readonly text: string;
  readonly isNote?: boolean;
  /** True while nobody else has it. */
  readonly isPending?: boolean;
  /** At the end of the first line. */
  readonly menu?: ReactNode;
  /** Files, and what became of it. */
  readonly children?: ReactNode;
}

/** One message. A note is on yellow, dashed paper, and says who can read it. */
export function Message({
  author,
  at,
  text,
  isNote = false,
  isPending = false,
  menu,
  children,
}: MessageProps) {
  const say = useSay();
  return (
    <article className={classes(styles['message'], isNote && styles['note'], isPending && styles['pending'])}>
      <Avatar name={author} isLarge isSilent />
      <div className={styles['box']}>
        <div className={styles['head']}>
          <b>{author}</b>
          {isNote ? (
            <span className={styles['label']}>
              <Icon name="lock" />
              {say('ticket.note')}
            </span>
          ) : null}
          <Moment at={at} />
          {menu}
        </div>
        <Suspense fallback={<p className={styles['plain']}>{text}</p>}>
          <Markdown text={text} />
        </Suspense>
        {children}
      </div>
    </article>
  );
}
