/** The English texts of mails. Every language has these keys with these placeholders. */
export const en = {
  greeting: 'Hello {name},',
  footer: 'Sent by {desk}, your help desk.',
  'reply.hint': 'Answer this mail to add to the ticket.',
  'footer.switchOff': 'No more mails like this one',
  open: 'Open {number}',

  'assigned.subject': 'Assigned to you',
  'assigned.lead':
    '{number} is assigned to you. Please accept it and reply to {requester}. Each button opens a page where you confirm the action. You do not need to sign in.',
  'action.accept': 'Accept',
  'action.start': 'Start work',
  'action.resolve': 'Resolve',
  'action.decline': 'Decline',
  'action.person': 'Ask for a person',
  'action.reopen': 'Reopen',
  'queued.subject': 'No moderator available for this ticket',
  'queued.lead':
    'No moderator with the skills for {number} is available. The ticket stays in the queue, and Holdfast offers it again every few minutes. You can also assign it by hand.',
  'queued.byHandSubject': 'A ticket waits for you to assign it',
  'queued.byHand':
    '{number} waits in the queue of its team, whose tickets Holdfast does not assign automatically. Please assign it by hand.',
  'queued.reviewSubject': 'Triage waits for you to confirm it',
  'queued.review':
    'Triage of {number} is not sure enough. Please confirm the proposed triage or change it. Without a decision it applies at {time}, and Holdfast then assigns the ticket.',
  'comment.subject': 'New comment',
  'comment.lead': '{author} has written on {number}:',
  'sender.unproven':
    'We could not verify that {author} wrote this: the mail passed no SPF, DKIM or DMARC check, and it was not sent to one of their reply addresses.',
  'sla_warning.subject': 'SLA at risk ({promise})',
  'sla_warning.lead': 'The {promise} of {number} is due on {due}.',
  'sla_breached.subject': 'SLA breached ({promise})',
  'sla_breached.lead': 'The {promise} of {number} was due on {due} and has not happened in time.',
  'sla_escalated.subject': 'Escalated ({promise} overdue)',
  'sla_escalated.lead': 'The {promise} of {number} is overdue, and step {step} of its escalation is reached.',
  'sla_escalated.early.subject': 'Escalated ({promise} at risk)',
  'sla_escalated.early.lead':
    'The {promise} of {number} is not overdue yet, but step {step} of its escalation is reached.',
  'hold_ended.subject': 'Hold ended',
  'hold_ended.lead':
    'The hold of {number} has ended. The ticket is in progress again, and its SLA clock runs. Please continue your work on it.',
  'promise.firstResponse': 'first response',
  'promise.nextResponse': 'next response',
  'promise.resolution': 'resolution',

  'received.subject': 'We have received your ticket',
  'received.lead':
    'Your ticket number is {number}. We are looking for the right person, and you get a mail as soon as there is an answer. To add something, write a comment.',
  'received.unproven':
    'We could not verify that this mail came from you, so we do not quote it here. If you did not write to us, ignore this mail.',
  'reply.subject': 'New reply',
  'reply.automatic': 'An automatic answer to {number}, from our knowledge base:',
  'reply.lead': '{author} replied to {number}:',
  'files.attached': 'Attached to this mail:',
  'files.on_ticket': 'Files on the ticket:',
  'files.linked':
    'Download these files with their links. You do not need a password. The links work until {until}:',
  'participant.note': 'You get this mail because you are in copy of {number}.',
  'reminder.subject': 'We are waiting for your answer',
  'reminder.lead':
    'We need your answer to continue with {number}. Please write to us; a short comment is enough.',
  'reminder.last':
    'We need your answer to continue with {number}. If you do not answer this reminder, we will mark it as resolved.',
  'resolved.subject': 'Resolved',
  'resolved.lead': '{number} is resolved. If your problem is not solved, reopen it.',
  'resolved_unanswered.subject': 'Resolved without your answer',
  'resolved_unanswered.lead':
    'We have not heard from you about {number}, so we have marked it as resolved. If your problem is not solved, reopen it.',
  'cancelled.subject': 'Cancelled',
  'cancelled.lead': '{number} was cancelled.',
  'cancelled.reason': 'The reason: {reason}',
  'merged.subject': 'Merged into another ticket',
  'merged.lead':
    '{number} is about the same problem as another ticket, so we have merged the two. You also get our answers on that ticket.',
  'merged.known':
    '{number} is about the same problem as {other}, so we have merged the two. You also get our answers on that ticket.',
  'gathered.subject.one': '{count} update',
  'gathered.subject.other': '{count} updates',
  'gathered.lead': 'A lot has happened on {number} within a minute. Here is all of it, the oldest first.',

  'survey.question': 'How satisfied are you with the solution?',
  'survey.scale': '1 is very dissatisfied, 5 is very satisfied.',
  'survey.link': 'Rate the solution',

  'fact.priority': 'Priority',
  'priority.low': 'low',
  'priority.medium': 'medium',
  'priority.high': 'high',
  'priority.urgent': 'urgent',
  'fact.category': 'Category',
  'fact.requester': 'Requester',
  'fact.skills': 'Skills',
  'fact.firstResponse': 'First response due',
  'fact.nextResponse': 'Next response due',
  'fact.resolution': 'Resolution due',
  'fact.summary': 'Summary',
  'fact.assignee': 'Assignee',
  'fact.unassigned': 'unassigned',

  'account.ignore': 'If you did not request this, ignore this mail. Nothing changes.',
  'sign_in_code.subject': 'Your sign-in code for {desk}',
  'sign_in_code.lead': 'Enter this code to sign in. It works once, until {until}.',
  'registration_code.lead':
    'An account with a password was created for this address. If this was you, enter this code to confirm both and to sign in. It works until {until}.',
  'sign_in_code.closing': 'Do not share this code. We never ask for it.',
  'password_reset.subject': 'Choose a new password for {desk}',
  'password_reset.lead': 'Follow this link to choose a new password. It works once, until {until}.',
  'password_reset.link': 'Choose a new password',
  'welcome.subject': 'Welcome to {desk}',
  'welcome.lead':
    'We have created an account for you. Choose a password to sign in. This link works once, until {until}.',
  'welcome.link': 'Choose a password',
  'welcome.closing': 'If the link has expired, request a new password on the sign-in page.',
  'security.closing':
    'If this was you, you do not need to do anything. If it was not, request a new password on the sign-in page and tell your administrator. A new password ends all sessions and revokes all API keys.',
  'password_changed.subject': 'Your password for {desk} was changed',
  'password_changed.lead': 'The password of your account was changed on {at}.',
  'address_changed.subject': 'The address of your {desk} account was changed',
  'address_changed.lead':
    'The mail address of your account was changed on {at}. From now on, we send our mails to the new address.',
  'address_changed.closing': 'If this was not you, tell your administrator, who can change it back.',
  'address_code.subject': 'Your code to confirm this address for {desk}',
  'address_code.lead': 'Enter this code to add this address to your account. It works once, until {until}.',
  'address_added.subject': 'An address was added to your {desk} account',
  'address_added.lead':
    'The address {address} was added to your account on {at}. From now on, mails from it count as yours.',
  'address_added.closing': 'If this was not you, tell your administrator, who can remove it.',
  'address_removed.subject': 'An address was removed from your {desk} account',
  'address_removed.lead':
    'The address {address} was removed from your account on {at}. From now on, mails from it no longer count as yours.',
  'address_removed.closing': 'If this was not you, change your password, and add the address again.',
  'people_merged.subject': 'Two {desk} accounts are now one',
  'people_merged.lead':
    'Another account of yours was merged into this one on {at}. Its tickets, comments and addresses now belong to this account.',
  'people_merged.former_lead':
    'The account with this address was merged into another account of yours on {at}. From now on, sign in with the other account. Its address also gets our mails.',
  'people_merged.closing':
    'If these accounts do not belong to the same person, tell your administrator at once. A merge can be undone within 24 hours.',
  'api_key_created.subject': 'A new API key for your {desk} account',
  'api_key_created.lead':
    'An API key that begins with {prefix} was created for your account on {at}. A program with this key can act in your name.',
  'api_key_created.closing': 'If you do not recognize this API key, revoke it.',
  'second_factor_added.subject': 'Your {desk} account now has a second factor',
  'second_factor_added.lead':
    'An authenticator app was set up for your account on {at}. From now on, you need a code from this app to sign in.',
  'second_factor_removed.subject': 'Your {desk} account no longer has a second factor',
  'second_factor_removed.lead':
    'The second factor of your account was removed on {at}. From now on, a password or a mailed code is enough to sign in.',

  'settings_test.subject': 'Test mail of {desk}',
  'settings_test.lead':
    '{desk} can send mails with its current settings. You requested this test mail, and you do not need to do anything.',

  'mail_refused.subject': 'Your mail was not accepted',
  'mail_refused.unknown_sender':
    'We did not accept your mail to our help desk, because no account has your address. Write from the address of your account, or ask our help desk for an account in another way. We have not passed on any part of your mail.',
  'mail_refused.unverified_staff':
    'We received a mail in your name and could not verify that it came from you. We did not do what it asks. Reply to one of our mails at its reply address, or sign in. If you did not write to us, another person used your name: tell your administrator.',
  'mail_refused.shown_address':
    'The address that you replied to was shown to the requester of {number}, so it no longer works. We did not do what your mail asks. Open {number} and write a comment there, or reply to the next mail about it. If you did not write to us, another person used your name: tell your administrator.',
  'mail_commands.subject': 'We could not do everything you asked for',
  'mail_commands.lead': 'We have processed your mail about {number}, but these commands failed:',
  'mail_told.quoting':
    'Your mail about {number} became an internal note. It seems to quote one of our mails, which may contain what the requester must not read. To answer the requester, write again without the quote.',
  'mail_told.files':
    'Only staff can read these files of your mail about {number}. Each of them may contain one of our mails, with notes and links that the requester must not have. To send the content, attach it separately, for example as a picture or a PDF:',

  'digest.subject': 'Today: {open} open, {breached} breached, {endangered} due within a day',
  'digest.breached': 'Past their SLA target and still open:',
  'digest.endangered': 'Due within a day:',
  'digest.due': '{ticket} (due {due})',
  'digest.unheard':
    'Mails since {since} that did not become a ticket: {count} ({reasons}). You can turn each one into a ticket.',
  'outcome.automatic': 'automatic',
  'outcome.loop': 'mail loop',
  'outcome.own_mail': 'own mail',
  'outcome.too_many': 'too many',
  'outcome.empty': 'empty',
  'outcome.duplicate': 'duplicate',
  'outcome.unknown_sender': 'unknown sender',
  'outcome.not_allowed': 'not allowed',
  'outcome.unverified_staff': 'unverified staff',
  'outcome.not_verified': 'not verified',
  'outcome.unreadable': 'unreadable',
  'outcome.no_sender': 'no sender',
  'outcome.invalid_sender': 'invalid sender',
  'outcome.unproven_sender': 'unproven sender',
  'outcome.receipt_held': 'no confirmation',
  'digest.unheard.open': 'Show these mails',
  'digest.all': 'all',
  'digest.noTeam': 'no team',
  'digest.column.open': 'open',
  'digest.column.breached': 'breached',
  'digest.column.endangered': 'due in 24 h',
  'digest.column.unassigned': 'unassigned',
  'digest.column.waiting': 'waiting',
  'repaired.subject.one': '{count} ticket workflow was restarted',
  'repaired.subject.other': '{count} ticket workflows were restarted',
  'repaired.repaired':
    'Their workflows were missing or had ended too early. Holdfast has restarted them, and they continue from the current state of each ticket.',
  'repaired.stuck':
    'Due actions on these tickets have not been carried out for some time, so please check these tickets:',
  'form_confirmation.subject': 'Confirm your request to {desk}',
  'form_confirmation.lead':
    'This address was entered in the contact form of {desk}. Read the request and send it by {until}. We see it only then. Otherwise it is deleted.',
  'form_confirmation.link': 'Read and send the request',
  'review.subject': 'Please review: {title}',
  'review.lead': 'The article “{title}” was to be reviewed by {day}.',
  'review.advice': 'Correct it, or set a new review day. Archive it if it is no longer needed.',
  'webhook.subject': 'Webhook to {host} is disabled',
  'webhook.gone':
    'The server {host} answered that it no longer takes this webhook (410). Holdfast has disabled it.',
  'webhook.failing': 'No event has reached {host} for {days} days. Holdfast has disabled the webhook.',
  'webhook.advice':
    'Repair the server and enable the webhook again. A recovery then sends the events that it missed. Delete the webhook if it is no longer needed.',
  'refused.subject': 'Mail does not reach {name}',
  'refused.lead':
    'The mail server permanently refuses the address of {name}. Holdfast sends no more mails about tickets to it.',
  'refused.advice':
    'An administrator can correct the address. If the mail server was repaired instead, the administrator can resend one of the mails. Until then, you get no further notice about this address.',
  'refused.gone': 'a deleted account',
  more: 'and {count} more',
} as const;
