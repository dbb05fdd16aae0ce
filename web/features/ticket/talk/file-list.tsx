import type { Schemas } from '../../../../src/client/client.js';
import { useFormat } from '../../../texts/use-texts.js';
import { Icon } from '../../../ui/icon.js';
import styles from './talk.module.css';

const KB = 1024;

/** Files to download. Their content is never shown inside the console. */
export function FileList({
  ticket,
  files,
}: {
  readonly ticket: string;
  readonly files: readonly Schemas['Attachment'][];
}) {
  const format = useFormat();
  if (files.length === 0) return null;
  return (
    <ul className={styles['files']}>
      {files.map(({ id, name, type, size_bytes: bytes }) => (
        <li key={id}>
          <a href={`/api/v1/tickets/${ticket}/attachments/${id}`} download={name}>
            <Icon name={type.startsWith('image/') ? 'image' : 'file'} />
            <span dir="auto">{name}</span>
            <small>{format.number(Math.max(1, Math.round(bytes / KB)))} KB</small>
          </a>
        </li>
      ))}
    </ul>
  );
}
