import { Badge } from '../../../ui/badge.js';
import { Moment } from '../../../ui/moment.js';
import { listAt, textAt, valueAt, type Item } from '../kit/item.js';
import type { Column } from '../kit/resource.js';
import type { AdminKey } from '../texts/keys.js';
import { useAdminSay } from '../texts/texts.js';

export const textColumn = (label: AdminKey, ...path: readonly string[]): Column => ({
  label,
  of: (item) => textAt(item, ...path) || '–',
});

/** Words of a list, such as skills. */
export const wordsColumn = (label: AdminKey, key: string, of = (one: unknown) => String(one)): Column => ({
  label,
  of: (item) => listAt(item, key).map(of).join(', ') || '–',
});

export const momentColumn = (label: AdminKey, key: string): Column => ({
  label,
  of: (item) => <MaybeMoment at={textAt(item, key)} />,
});

function MaybeMoment({ at }: { readonly at: string }) {
  return at === '' ? '–' : <Moment at={at} />;
}

export const flagColumn = (label: AdminKey, key: string): Column => ({
  label,
  of: (item) => <Flag isOn={valueAt(item, key) === true} />,
});

function Flag({ isOn }: { readonly isOn: boolean }) {
  const t = useAdminSay();
  return <span>{t(isOn ? 'yes' : 'no')}</span>;
}

/** Whether something can still be chosen. */
export const activeColumn: Column = {
  label: 'state',
  of: (item) => <Active isActive={valueAt(item, 'is_active') !== false} />,
};

function Active({ isActive }: { readonly isActive: boolean }) {
  const t = useAdminSay();
  return <Badge tone={isActive ? 'met' : 'plain'}>{t(isActive ? 'active' : 'retired')}</Badge>;
}

export const nameOf = (item: Item) => textAt(item, 'name');
export const keyOf = (item: Item) => textAt(item, 'key');
