import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { answerOf, api } from '../../../app/api.js';
import { confirmByToast } from '../../../app/toasts.js';
import { Button } from '../../../ui/button.js';
import { Fault } from '../kit/fault.js';
import { textAt, versionOf, type Item } from '../kit/item.js';
import styles from '../kit/kit.module.css';
import { Card } from '../kit/page.js';
import { resourceKey } from '../kit/queries.js';
import { useAdminSay } from '../texts/texts.js';

/** Reads holidays of an iCalendar file. What it would add is shown before it is saved. */
export function HolidayImport({ item }: { readonly item: Item }) {
  const t = useAdminSay();
  const queries = useQueryClient();
  const [file, setFile] = useState<File | null>(null);
  const run = useMutation({
    mutationFn: async (isDryRun: boolean) =>
      answerOf(
        api.POST('/api/v1/sla/calendars/{calendar}/holidays', {
          params: {
            path: { calendar: textAt(item, 'name') },
            header: { 'If-Match': `"${versionOf(item)}"` },
          },
          body: { ics: (await file?.text()) ?? '', include_observances: false, dry_run: isDryRun },
        }),
      ),
    onSuccess: (answer) => {
      if (answer.import.dry_run) return;
      confirmByToast(t('saved'));
      // The form begins again with the new version.
      void queries.resetQueries({ queryKey: resourceKey('calendars') });
    },
  });
  const found = run.data?.import;
  return (
    <Card title={t('import')}>
      <label className={styles['stack']}>
        {t('import.file')}
        <input
          type="file"
          accept=".ics,text/calendar"
          onChange={({ target }) => {
            setFile(target.files?.[0] ?? null);
            run.reset();
          }}
        />
      </label>
      <span className={styles['buttons']}>
        <Button isDisabled={file === null} isPending={run.isPending} onClick={() => run.mutate(true)}>
          {t('import.preview')}
        </Button>
        {found?.dry_run === true && found.days.some(({ is_new }) => is_new) ? (
          <Button kind="primary" isPending={run.isPending} onClick={() => run.mutate(false)}>
            {t('import.save', { count: found.days.filter(({ is_new }) => is_new).length })}
          </Button>
        ) : null}
      </span>
      <Fault error={run.error} />
      {found === undefined ? null : (
        <>
          <p role="status">
            {t('import.found', {
              days: found.days.length,
              new: found.days.filter(({ is_new }) => is_new).length,
              left: found.left_out_total,
            })}
          </p>
          <ul>
            {found.days.map(({ date, name }) => (
              <li key={date + name}>
                {date} <span dir="auto">{name}</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </Card>
  );
}
