import type { NativeConnection } from '@temporalio/worker';
import { SEARCH_ATTRIBUTES } from '../../../workflows/contracts/search-attributes.js';

/** `temporal.api.enums.v1.IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD` */
const KEYWORD = 2;

/**
 * Registers missing search attributes.
 * Without them, every workflow task fails and is retried without end, so a worker must not start before this
 * succeeds.
 * @throws Error with instructions, if they are missing and cannot be added (as in Temporal Cloud).
 */
export async function ensureSearchAttributes(connection: NativeConnection, namespace: string): Promise<void> {
  const { customAttributes } = await connection.operatorService.listSearchAttributes({ namespace });
  const missing = SEARCH_ATTRIBUTES.filter((name) => !(name in customAttributes));
  if (missing.length === 0) return;
  try {
    await connection.operatorService.addSearchAttributes({
      namespace,
      searchAttributes: Object.fromEntries(missing.map((name) => [name, KEYWORD])),
    });
  } catch (cause) {
    throw new Error(
      `The namespace ${namespace} lacks the search attributes ${missing.join(', ')} and Holdfast cannot add them. ` +
        'Add them as Keyword: temporal operator search-attribute create --name <name> --type Keyword',
      { cause },
    );
  }
}
