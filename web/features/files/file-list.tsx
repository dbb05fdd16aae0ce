import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Schemas } from '../../../src/client/client.js';
import { useSay } from '../../texts/use-texts.js';
import { Badge } from '../../ui/badge.js';
import { Icon } from '../../ui/icon.js';
import { isPicture } from './file-kind.js';
import styles from './files.module.css';
import { analysisQuery, fileStateQuery } from './queries.js';
import { useFileSize } from './use-file-size.js';

/** Files are read soon after they came. Older ones need no question about their state. */
const WATCHED_MS = 24 * 3_600_000;

interface Props {
  readonly ticket: string;
  readonly files: readonly Schemas['Attachment'][];
  /** When they came. */
  readonly at: string;
  /** True for staff: what Holdfast has read in a file. */
  readonly hasAnalysis?: boolean;
}

/** The files of a message: pictures with a preview, everything as a download. */
export function FileList({ ticket, files, at, hasAnalysis = false }: Props) {
  const say = useSay();
  const [isRecent] = useState(() => Date.now() - Date.parse(at) < WATCHED_MS);
  if (files.length === 0) return null;
  return (
    <ul className={styles['list']} aria-label={say('files.title')}>
      {files.map((file) => (
        <li key={file.id}>
          <FileEntry ticket={ticket} file={file} isRecent={isRecent} hasAnalysis={hasAnalysis} />
        </li>
      ))}
    </ul>
  );
}

function FileEntry({
  ticket,
  file,
  isRecent,
  hasAnalysis,
}: {
  readonly ticket: string;
  readonly file: Schemas['Attachment'];
  readonly isRecent: boolean;
  readonly hasAnalysis: boolean;
}) {
  const say = useSay();
  const sizeOf = useFileSize();
  const { data } = useQuery({ ...fileStateQuery(file.id), enabled: isRecent });
  const [hasFailed, setFailed] = useState(false);
  const state = data?.state ?? 'ready';
  const isHeld = state === 'stored' || state === 'scanning';
  const name = <bdi className={styles['name']}>{file.name}</bdi>;
  const size = <small>{sizeOf(file.size_bytes)}</small>;
  if (state === 'rejected') {
    return (
      <span className={`${styles['file'] ?? ''} ${styles['bad'] ?? ''}`}>
        <Icon name="alert" />
        {name}
        <small>{say('files.rejected', { reason: data?.rejected_because ?? '' })}</small>
      </span>
    );
  }
  const content = `/api/v1/files/${encodeURIComponent(file.id)}/content`;
  const hasPreview = isPicture(file.type) && !hasFailed && !isHeld;
  return (
    <>
      {hasPreview ? (
        <a className={styles['preview']} href={content} target="_blank" rel="noopener">
          <img
            src={content}
            loading="lazy"
            alt={say('files.preview', { name: file.name })}
            onError={() => setFailed(true)}
          />
        </a>
      ) : null}
      <a
        className={styles['file']}
        href={`/api/v1/tickets/${ticket}/attachments/${encodeURIComponent(file.id)}`}
        download={file.name}
      >
        <Icon name={isPicture(file.type) ? 'image' : 'file'} />
        {name}
        {size}
        {state === 'ready' ? null : <Badge icon="clock">{say(`files.state.${state}`)}</Badge>}
      </a>
      {hasAnalysis && state === 'ready' ? <Analysis file={file.id} /> : null}
    </>
  );
}

/** What Holdfast has read in a file. It is what its author wrote, so it is shown as text only. */
function Analysis({ file }: { readonly file: string }) {
  const say = useSay();
  const [isOpen, setOpen] = useState(false);
  const { data, isError, isPending } = useQuery({ ...analysisQuery(file), enabled: isOpen });
  return (
    <details className={styles['analysis']} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{say('files.read')}</summary>
      {isError ? (
        <p role="alert">{say('app.load-failed')}</p>
      ) : isPending ? (
        <p role="status">{say('app.loading')}</p>
      ) : (
        <>
          {data.summary === null ? null : <p dir="auto">{data.summary}</p>}
          {data.error_codes.length === 0 ? null : <p>{data.error_codes.join(', ')}</p>}
          {data.text === null || data.text.trim() === '' ? (
            <p>{say('files.read.nothing')}</p>
          ) : (
            <pre dir="auto" tabIndex={0} aria-label={say('files.read')}>
              {data.text}
            </pre>
          )}
        </>
      )}
    </details>
  );
}
