import { Banner } from '../../../ui/blocks/banner.js';
import { Button } from '../../../ui/button.js';
import { useFormat } from '../../../texts/use-texts.js';
import { useNow } from '../../../ui/moment.js';
import { useAdminSay } from '../texts/texts.js';
import { textAt, type Item } from './item.js';

/** Another person has saved since the form was opened: who it was, and what to do about it. */
export function Conflict({
  newer,
  onTake,
  onOverwrite,
}: {
  readonly newer: Item;
  /** Shows the newer version. What is typed here is lost. */
  readonly onTake: () => void;
  readonly onOverwrite: () => void;
}) {
  const t = useAdminSay();
  const format = useFormat();
  const now = useNow();
  const who = textAt(newer, 'created_by', 'name');
  // Of choices, policies and settings: when this version was created.
  const at = who === '' ? '' : textAt(newer, 'created_at');
  return (
    <Banner
      tone="warning"
      icon="warn"
      action={
        <>
          <Button isSmall onClick={onTake}>
            {t('conflict.take')}
          </Button>
          <Button isSmall onClick={onOverwrite}>
            {t('conflict.overwrite')}
          </Button>
        </>
      }
    >
      {who === ''
        ? t('conflict')
        : t('conflict.by', { name: who, when: at === '' ? '' : format.moment(new Date(at), now) })}
    </Banner>
  );
}
