import type { Resource } from './resource.js';
import { KnownItem, ResourceItem } from './resource-item.js';
import { ResourceList } from './resource-list.js';

/** The list of a resource, or one item of it. A single one has no list. */
export function ResourcePage({
  resource,
  item,
  isSingle,
}: {
  readonly resource: Resource;
  readonly item: string;
  readonly isSingle: boolean;
}) {
  if (isSingle) return <KnownItem resource={resource} id={resource.id} />;
  if (item === '') return <ResourceList resource={resource} />;
  return <ResourceItem key={item} resource={resource} id={item} />;
}
