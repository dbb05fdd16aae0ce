export const en = {
  'my-tickets.title': 'My tickets',
  'my-tickets.empty': 'You have no tickets',
  'my-tickets.empty.hint': 'When you ask for help, you can follow it here.',
  'my-tickets.more': 'Show more',
  'my-status.open': 'We received it',
  'my-status.in_progress': 'In progress',
  'my-status.waiting_on_user': 'Your turn',
  'my-status.on_hold': 'On hold',
  'my-status.resolved': 'Solved',
  'my-status.closed': 'Closed',
  'my-status.cancelled': 'Cancelled',
};
