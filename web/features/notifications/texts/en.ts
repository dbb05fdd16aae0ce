export const en = {
  'notifications.title': 'Notifications',
  'notifications.bell': { one: 'Notifications, {count} unread', other: 'Notifications, {count} unread' },
  'notifications.unread': 'unread',
  'notifications.empty': 'Nothing new',
  'notifications.read-all': 'Mark all as read',
  'notifications.kind.assigned': 'Assigned to you:',
  'notifications.kind.mentioned': 'You were mentioned:',
  'notifications.kind.answered': 'New answer:',
  'notifications.kind.sla': 'Deadline at risk:',
};
