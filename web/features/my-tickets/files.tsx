import type { Schemas } from '../../../src/client/client.js';
import { useFormat, useSay } from '../../texts/use-texts.js';
import { Icon } from '../../ui/icon.js';
import styles from './messages.module.css';

const KB = 1024;

/** Files of a message. The server sends each as a download. */
export function Files({
  ticket,
  files,
}: {
  readonly ticket: string;
  readonly files: readonly Schemas['Attachment'][];
}) {
  const say = useSay();
  const format = useFormat();
  const sizeOf = (bytes: number) =>
    bytes < KB * KB
      ? say('my-ticket.kilobytes', { size: format.number(Math.max(1, Math.round(bytes / KB))) })
      : say('my-ticket.megabytes', { size: format.number(Math.round((bytes / KB / KB) * 10) / 10) });
  return (
    <ul className={styles['files']} aria-label={say('my-ticket.files')}>
      {files.map(({ id, name, type, size_bytes: size }) => (
        <li key={id}>
          <a
            className={styles['file']}
            href={`/api/v1/tickets/${ticket}/attachments/${encodeURIComponent(id)}`}
            download={name}
          >
            <Icon name={type.startsWith('image/') ? 'image' : 'file'} />
            <span>
              <bdi>{name}</bdi>
              <small>{sizeOf(size)}</small>
            </span>
          </a>
        </li>
      ))}
    </ul>
  );
}
