import { lazy, Suspense, useState, type SyntheticEvent } from 'react';
import { Icon } from '../../../ui/icon.js';
import { Menu } from '../../../ui/menu/menu.js';
import { offeredText, type Redactable } from './redaction-state.js';
import styles from '../talk/talk.module.css';
import { RedactionTexts, useRedactionSay } from './texts/texts.js';

const RedactionDialog = lazy(async () => ({
  default: (await import('./redaction-dialog.js')).RedactionDialog,
}));

/** What can be done with one message. */
export function MessageMenu(props: { readonly message: Redactable }) {
  return (
    <RedactionTexts>
      <Choices {...props} />
    </RedactionTexts>
  );
}

function Choices({ message }: { readonly message: Redactable }) {
  const t = useRedactionSay();
  const [isOpen, setOpen] = useState(false);
  const [selected, setSelected] = useState('');
  // A press on the button ends the selection, so it is read before.
  const keepSelection = ({ currentTarget, target }: SyntheticEvent) => {
    if (!currentTarget.contains(target as Node)) return;
    setSelected(offeredText(message.text, getSelection()?.toString() ?? ''));
  };
  return (
    <span className={styles['menu']} onPointerDownCapture={keepSelection} onKeyDownCapture={keepSelection}>
      <Menu
        label={t('redact.options')}
        className={styles['more']}
        trigger={<Icon name="more" />}
        groups={[
          {
            id: 'message',
            choices: [{ id: 'redact', label: t('redact.choice'), icon: 'eye', perform: () => setOpen(true) }],
          },
        ]}
      />
      {isOpen ? (
        <Suspense>
          <RedactionDialog message={message} selected={selected} onClose={() => setOpen(false)} />
        </Suspense>
      ) : null}
    </span>
  );
}
