import { useRef, useState, type ClipboardEvent, type DragEvent } from 'react';
import { useSay } from '../../texts/use-texts.js';
import { Button } from '../../ui/button.js';
import styles from './files.module.css';
import { MAX_FILES, type Uploads } from './uploads.js';

/** What a form needs to take files that are dropped on it or pasted into it. */
export function useFileTarget(uploads: Uploads) {
  const [isOver, setOver] = useState(false);
  const [refused, setRefused] = useState(0);
  const add = (files: readonly File[]) => setRefused(uploads.add(files));
  return {
    isOver,
    refused,
    add,
    handlers: {
      onDragOver: (event: DragEvent) => {
        if (!event.dataTransfer.types.includes('Files')) return;
        event.preventDefault();
        setOver(true);
      },
      onDragLeave: (event: DragEvent) => {
        if (event.currentTarget.contains(event.relatedTarget as Node | null)) return;
        setOver(false);
      },
      onDrop: (event: DragEvent) => {
        setOver(false);
        const files = [...event.dataTransfer.files];
        if (files.length === 0) return;
        event.preventDefault();
        add(files);
      },
      onPaste: (event: ClipboardEvent) => {
        const files = [...event.clipboardData.files];
        // Office programs copy a picture beside the text. Then the text is meant.
        if (files.length === 0 || event.clipboardData.types.includes('text/plain')) return;
        event.preventDefault();
        add(files);
      },
    },
  } as const;
}

export type FileTarget = ReturnType<typeof useFileTarget>;

/** Chooses files, or takes a photo where there is a camera at hand. */
export function AttachButtons({ target }: { readonly target: FileTarget }) {
  const say = useSay();
  const choose = useRef<HTMLInputElement>(null);
  const shoot = useRef<HTMLInputElement>(null);
  const take = (input: HTMLInputElement) => {
    target.add([...(input.files ?? [])]);
    // The same file can be chosen again.
    input.value = '';
  };
  const hidden = { type: 'file', hidden: true, tabIndex: -1 } as const;
  return (
    <span className={styles['attach']}>
      <input {...hidden} ref={choose} multiple onChange={(event) => take(event.target)} />
      <input
        {...hidden}
        ref={shoot}
        accept="image/*"
        capture="environment"
        onChange={(event) => take(event.target)}
      />
      <Button
        kind="quiet"
        icon="clip"
        aria-label={say('files.attach')}
        title={say('files.attach.hint')}
        onClick={() => choose.current?.click()}
      />
      <Button
        kind="quiet"
        icon="camera"
        className={styles['camera']}
        aria-label={say('files.photo')}
        onClick={() => shoot.current?.click()}
      />
      {target.refused === 0 ? null : (
        <span className={styles['problem']} role="alert">
          {say('files.too-many', { count: MAX_FILES })}
        </span>
      )}
    </span>
  );
}
