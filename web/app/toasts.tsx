import { Button } from '../ui/button.js';
import { createStore, useStore } from './store.js';
import { useSay } from '../texts/use-texts.js';
import styles from './toasts.module.css';

interface Toast {
  readonly id: number;
  readonly text: string;
  readonly undo?: (() => void) | undefined;
}

const SHOWN_MS = 6_000;

const toasts = createStore<readonly Toast[]>([]);
let lastId = 0;

/** Confirms what was done. Errors are shown where they happened, never here. */
export function confirmByToast(text: string, undo?: () => void): void {
  const id = (lastId += 1);
  toasts.set([...toasts.get(), { id, text, undo }]);
  setTimeout(() => dismiss(id), SHOWN_MS);
}

function dismiss(id: number): void {
  toasts.set(toasts.get().filter((toast) => toast.id !== id));
}

export function Toasts() {
  const say = useSay();
  const shown = useStore(toasts);
  return (
    <div className={styles['toasts']} role="status">
      {shown.map(({ id, text, undo }) => (
        <div key={id} className={styles['toast']}>
          <span>{text}</span>
          {undo === undefined ? null : (
            <Button
              isSmall
              onClick={() => {
                undo();
                dismiss(id);
              }}
            >
              {say('app.undo')}
            </Button>
          )}
        </div>
      ))}
    </div>
  );
}
