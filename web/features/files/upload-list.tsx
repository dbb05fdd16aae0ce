import { useSay } from '../../texts/use-texts.js';
import { Button } from '../../ui/button.js';
import { classes } from '../../ui/classes.js';
import { Icon } from '../../ui/icon.js';
import { isPicture } from './file-kind.js';
import styles from './files.module.css';
import { useFileSize } from './use-file-size.js';
import type { Upload, Uploads } from './uploads.js';

/** The files of a text that is being written: how far each is, and the way to take it out. */
export function UploadList({
  uploads,
  files,
}: {
  readonly uploads: Uploads;
  readonly files: readonly Upload[];
}) {
  const say = useSay();
  const sizeOf = useFileSize();
  if (files.length === 0) return null;
  return (
    <ul className={styles['uploads']} aria-label={say('files.title')}>
      {files.map((file) => {
        const isBad = file.state === 'failed' || file.state === 'rejected';
        return (
          <li key={file.key} className={classes(styles['upload'], isBad && styles['bad'])}>
            <Icon name={isBad ? 'alert' : isPicture(file.type) ? 'image' : 'file'} />
            <bdi className={styles['name']}>{file.name}</bdi>
            <small>{sizeOf(file.sizeBytes)}</small>
            {file.state === 'sending' ? (
              <progress aria-label={say('files.sending', { name: file.name })} value={file.share} max={1} />
            ) : (
              <small role="status">{stateOf(file, say)}</small>
            )}
            {file.state === 'failed' ? (
              <Button isSmall onClick={() => uploads.retry(file.key)}>
                {say('app.retry')}
              </Button>
            ) : null}
            <Button
              isSmall
              kind="quiet"
              icon="x"
              aria-label={say(file.state === 'sending' ? 'files.cancel' : 'files.remove', {
                name: file.name,
              })}
              onClick={() => uploads.remove(file.key)}
            />
          </li>
        );
      })}
    </ul>
  );
}

function stateOf({ state, reason }: Upload, say: ReturnType<typeof useSay>): string {
  switch (state) {
    case 'failed':
      return reason ?? say('files.failed');
    case 'rejected':
      return say('files.rejected', { reason: reason ?? '' });
    case 'sending':
      return '';
    case 'stored':
    case 'scanning':
    case 'analysing':
    case 'ready':
      return say(`files.state.${state}`);
  }
}
