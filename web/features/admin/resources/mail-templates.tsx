import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { ProblemError } from '../../../app/api.js';
import { LANGUAGE_NAMES } from '../../../texts/languages.js';
import { useSettled } from '../../submit/use-settled.js';
import { call } from '../kit/transport.js';
import { Fault } from '../kit/fault.js';
import { listAt, textAt, valueAt, type Item } from '../kit/item.js';
import styles from '../kit/kit.module.css';
import { Card } from '../kit/page.js';
import type { Resource } from '../kit/resource.js';
import { useAdminSay } from '../texts/texts.js';
import { flagColumn, textColumn } from './columns.js';

/** The words of mails, by kind and language. The address of a template has both: `reply~de`. */
export const mailTemplates: Resource = {
  id: 'mail-templates',
  path: '/api/v1/mail-templates',
  list: 'mail_templates',
  title: 'mail-templates',
  empty: 'none',
  idOf: (item) => `${textAt(item, 'kind')}~${textAt(item, 'language')}`,
  nameOf: (item) => `${textAt(item, 'kind')} · ${nameOfLanguage(textAt(item, 'language'))}`,
  pathOf: (id) => `/api/v1/mail-templates/${id.split('~').map(encodeURIComponent).join('/')}`,
  canCreate: false,
  forAdmin: ['remove'],
  columns: [
    textColumn('kind', 'kind'),
    { label: 'language', of: (item) => nameOfLanguage(textAt(item, 'language')) },
    textColumn('subject', 'subject'),
    flagColumn('built-in', 'is_built_in'),
    textColumn('by', 'created_by', 'name'),
  ],
  method: 'PUT',
  fields: [
    { key: 'subject', label: 'subject', kind: 'text', isRequired: true, forAdmin: true },
    { key: 'text', label: 'text', kind: 'long', isRequired: true, forAdmin: true },
  ],
  schemas: { edit: 'MailTemplateWords' },
  remove: 'delete.template',
  Preview: TemplatePreview,
};

function nameOfLanguage(language: string): string {
  const names: Readonly<Record<string, string>> = LANGUAGE_NAMES;
  return names[language] ?? language;
}

const Html = lazy(async () => ({ default: (await import('../../../ui/blocks/markdown.js')).Html }));

/** The policy of the page refuses the styles of mails, and would report each. `npm run mail-preview` shows them. */
const withoutStyles = (html: string) =>
  html.replaceAll(/<style[\s\S]*?<\/style>/gu, '').replaceAll(/\sstyle="[^"]*"/gu, '');

/** The mail as it would be sent, while its words are typed. A fault is shown where the mail would be. */
function TemplatePreview({
  item,
  body,
}: {
  readonly item: Item | null;
  readonly body: Readonly<Record<string, unknown>>;
}) {
  const t = useAdminSay();
  const words = useSettled(JSON.stringify(body));
  const [kind, language] = [textAt(item, 'kind'), textAt(item, 'language')];
  const preview = useQuery({
    queryKey: ['admin', 'mail-preview', kind, language, words],
    retry: false,
    placeholderData: (before) => before,
    queryFn: ({ signal }) => {
      const path = `/api/v1/mail-templates/${kind}/${language}/preview`;
      return call(path, { method: 'POST', body: JSON.parse(words), signal });
    },
  });
  const faults = preview.error instanceof ProblemError ? (preview.error.problem.errors ?? []) : [];
  return (
    <Card title={t('preview')}>
      <p className={styles['muted']}>
        {t('variables')}{' '}
        {[...listAt(valueAt(item, 'variables'), 'subject'), ...listAt(valueAt(item, 'variables'), 'text')]
          .filter((name, at, all) => all.indexOf(name) === at)
          .map((name) => `{{${String(name)}}}`)
          .join(' ')}
      </p>
      {preview.error === null ? null : <Fault error={preview.error} />}
      {faults.map(({ path, message }) => (
        <p key={path + message} className={styles['fault']}>
          {path}: {message}
        </p>
      ))}
      {preview.data === undefined || preview.error !== null ? null : (
        <>
          <h3 dir="auto">{textAt(preview.data, 'subject')}</h3>
          <Suspense>
            <Html html={withoutStyles(textAt(preview.data, 'html'))} />
          </Suspense>
          <details>
            <summary>{t('preview.text')}</summary>
            <pre className={styles['pre']}>{textAt(preview.data, 'text')}</pre>
          </details>
        </>
      )}
    </Card>
  );
}
