import { useNavigate } from '@tanstack/react-router';
import { useQuery } from '@tanstack/react-query';
import { useRef } from 'react';
import { LoadError } from '../../../app/frame/screen-states.js';
import { useMe } from '../../../app/me.js';
import { useSay } from '../../../texts/use-texts.js';
import { Skeleton } from '../../../ui/blank.js';
import { useAdminSay } from '../texts/texts.js';
import { ActionButton } from './action-button.js';
import { versionOf, type Item } from './item.js';
import styles from './kit.module.css';
import { fieldsFor } from './form-values.js';
import { Page, type Back } from './page.js';
import { itemQuery } from './queries.js';
import { itemPath, NEW, toList, type Column, type Resource } from './resource.js';
import { ResourceForm } from './resource-form.js';

/** One item of a resource: its form or its facts, and what can be done with it. */
export function ResourceItem({ resource, id }: { readonly resource: Resource; readonly id: string }) {
  const t = useAdminSay();
  const back = { link: toList(resource), title: t(resource.title) };
  if (id === NEW) {
    return (
      <Page title={t('new', { list: t(resource.title) })} back={back}>
        <ResourceForm resource={resource} item={null} />
      </Page>
    );
  }
  return <KnownItem resource={resource} id={id} back={back} />;
}

/** An item that exists. Without a list, the way back is to the settings. */
export function KnownItem({
  resource,
  id,
  back,
}: {
  readonly resource: Resource;
  readonly id: string;
  readonly back?: Back;
}) {
  const t = useAdminSay();
  const say = useSay();
  const { data: item, error, refetch } = useQuery(itemQuery(resource, id));
  if (item === undefined) {
    return (
      <Page title={t(resource.title)} back={back}>
        {error === null ? (
          <Skeleton rows={6} label={say('app.loading')} />
        ) : (
          <LoadError error={error} onRetry={() => void refetch()} />
        )}
      </Page>
    );
  }
  const { facts, Extra } = resource;
  return (
    <Page title={resource.nameOf(item)} back={back} end={<Actions resource={resource} id={id} item={item} />}>
      {facts === undefined ? null : <Facts facts={facts} item={item} />}
      {fieldsFor(resource.fields, 'edit').length === 0 ? null : (
        <ResourceForm key={id} resource={resource} item={item} />
      )}
      {Extra === undefined ? null : <Extra item={item} />}
    </Page>
  );
}

function Actions({
  resource,
  id,
  item,
}: {
  readonly resource: Resource;
  readonly id: string;
  readonly item: Item;
}) {
  const navigate = useNavigate();
  const isAdmin = useMe().role === 'admin';
  const isGone = useRef(false);
  const path = itemPath(resource, id);
  return (
    <>
      {resource.actions
        ?.filter(({ isShown, forAdmin }) => (isAdmin || forAdmin !== true) && (isShown?.(item) ?? true))
        .map((action) => (
          <ActionButton
            key={action.label}
            action={action}
            path={path}
            resource={resource.id}
            version={action.method === 'PATCH' ? versionOf(item) : undefined}
          />
        ))}
      {resource.remove === undefined ||
      (!isAdmin && resource.forAdmin?.includes('remove') === true) ? null : (
        <ActionButton
          action={{
            label: resource.words?.remove ?? 'delete',
            method: 'DELETE',
            path: '',
            confirm: resource.remove,
            isDangerous: true,
          }}
          path={path}
          resource={resource.id}
          version={item['version'] === undefined ? undefined : versionOf(item)}
          onDone={() => {
            if (isGone.current) return;
            isGone.current = true;
            void navigate(toList(resource));
          }}
        />
      )}
    </>
  );
}

function Facts({ facts, item }: { readonly facts: readonly Column[]; readonly item: Item }) {
  const t = useAdminSay();
  return (
    <dl className={styles['facts']}>
      {facts.map(({ label, of }) => (
        <div key={label} style={{ display: 'contents' }}>
          <dt>{t(label)}</dt>
          <dd dir="auto">{of(item)}</dd>
        </div>
      ))}
    </dl>
  );
}
