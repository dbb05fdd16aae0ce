import type { Repositories } from '../../ports/repositories.js';

/** Dependencies of notifications. */
export type NotificationDeps = Pick<Repositories, 'notifications'>;
