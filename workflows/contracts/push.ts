/** Input of `pushNotification`. */
export interface PushNotificationInput {
  readonly notificationId: string;
}

export const PUSH_NOTIFICATION = 'pushNotification';
