import { useId, type ReactNode } from 'react';
import { useManageSay } from '../texts/texts.js';
import styles from './charts.module.css';

export interface Table {
  readonly heads: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** A chart with its title, the same figures as a table, and as CSV. */
export function ChartCard({
  title,
  hint,
  csv,
  table,
  children,
}: {
  readonly title: string;
  readonly hint?: string | undefined;
  /** The address of the figures as CSV, if the API has them. */
  readonly csv?: string | undefined;
  readonly table: Table;
  readonly children: ReactNode;
}) {
  const t = useManageSay();
  const id = useId();
  const isEmpty = table.rows.length === 0;
  return (
    <section className={styles['card']} aria-labelledby={id}>
      <div className={styles['head']}>
        <h2 id={id}>{title}</h2>
        {hint === undefined ? null : <span className={styles['hint']}>{hint}</span>}
      </div>
      {isEmpty ? <p className={styles['hint']}>{t('nothing')}</p> : children}
      <div className={styles['foot']}>
        {isEmpty ? null : (
          <details>
            <summary>{t('as-table')}</summary>
            <div className={styles['scroll']} role="group" aria-label={title} tabIndex={0}>
              <table>
                <thead>
                  <tr>
                    {table.heads.map((head) => (
                      <th key={head} scope="col">
                        {head}
                      </th>
                    ))}
                  </tr>
                </thead>
                <tbody>
                  {table.rows.map(([first, ...rest]) => (
                    <tr key={first}>
                      <th scope="row">{first}</th>
                      {rest.map((cell, index) => (
                        <td key={table.heads[index + 1]}>{cell}</td>
                      ))}
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          </details>
        )}
        {csv === undefined ? null : (
          <a href={csv} download aria-label={t('csv-of', { what: title })}>
            CSV
          </a>
        )}
      </div>
    </section>
  );
}
