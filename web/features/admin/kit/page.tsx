import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useSay } from '../../../texts/use-texts.js';
import { TopBar } from '../../../ui/top-bar.js';
import { useTitle } from '../../../ui/use-title.js';
import styles from './kit.module.css';
import type { toList } from './resource.js';

export interface Back {
  readonly link: ReturnType<typeof toList>;
  readonly title: string;
}

/** A page of the settings: its title, the way back, and what it shows. */
export function Page({
  title,
  back,
  end,
  children,
}: {
  readonly title: string;
  /** The list of an item; the settings for everything else. */
  readonly back?: Back | undefined;
  readonly end?: ReactNode;
  readonly children: ReactNode;
}) {
  const say = useSay();
  useTitle(title);
  return (
    <>
      <TopBar
        title={title}
        beside={
          back === undefined ? (
            <Link to="/settings">{say('app.settings')}</Link>
          ) : (
            <Link {...back.link}>{back.title}</Link>
          )
        }
        end={end}
      />
      <div className={styles['body']}>{children}</div>
    </>
  );
}

/** A part of a page with its title. */
export function Card({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className={styles['card']} aria-label={title}>
      <h2>{title}</h2>
      {children}
    </section>
  );
}
