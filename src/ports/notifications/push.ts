import type { PushSubscription } from '../../domain/notifications/push.js';
import type { OutboundRequest } from '../outbound-http.js';

/** The browsers that people have subscribed. Every method @throws DomainError `unavailable` */
export interface PushSubscriptions {
  /**
   * Stores a subscription, in place of one with the same endpoint, and returns it. The oldest of the person goes if they
   * have too many. A browser belongs to the person who subscribed it last.
   */
  put(subscription: PushSubscription): Promise<PushSubscription>;
  /** Returns those of a person, oldest first. */
  of(personId: string): Promise<readonly PushSubscription[]>;
  /** Removes one of a person. False if they do not have it. */
  remove(personId: string, id: string): Promise<boolean>;
  noteSent(id: string, notificationId: string): Promise<void>;
}

/** Web Push with the keys of this installation (VAPID, RFC 8292). */
export interface WebPush {
  /** With it, browsers subscribe to pushes of this installation only. */
  readonly publicKey: string;
  /** Returns the request that brings a payload to a browser, encrypted for it. @throws Error for keys of no browser */
  request(
    subscription: Pick<PushSubscription, 'endpoint' | 'p256dh' | 'auth'>,
    message: { readonly id: string; readonly payload: string; readonly ttlSeconds: number },
  ): Pick<OutboundRequest, 'method' | 'url' | 'headers' | 'body'>;
}
