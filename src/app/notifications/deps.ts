import type { WebPush } from '../../ports/notifications/push.js';
import type { Repositories } from '../../ports/repositories.js';

/** Dependencies of notifications. */
export interface NotificationDeps extends Pick<Repositories, 'notifications' | 'pushSubscriptions'> {
  /** Null where no keys are configured. */
  readonly webPush: WebPush | null;
}
