/** The texts of mails, and by that which there are: every language has these keys, with these placeholders. */
export const en = {
  greeting: 'Hello {name},',
  footer: 'Sent by Holdfast, your help desk.',
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
  'action.reopen': 'Reopen',
  'queued.subject': 'Nobody free for this ticket',
  'queued.lead':
    'No moderator with the skills for {number} is free. It waits in the queue and is offered again every few minutes; you can also assign it by hand.',
  'comment.subject': 'New comment',
  'comment.lead': '{author} has written on {number}:',
  'sender.unproven':
    'Nothing proves that {author} has written this: the mail came without SPF, DKIM or DMARC that we could check, and to no reply address of theirs.',
  'sla_warning.subject': 'SLA in danger ({promise})',
  'sla_warning.lead': 'The {promise} of {number} is due on {due}.',
  'sla_breached.subject': 'SLA breached ({promise})',
  'sla_breached.lead': 'The {promise} of {number} was due on {due} and has not happened in time.',
  'sla_escalated.subject': 'Escalated ({promise} overdue)',
  'sla_escalated.lead': 'The {promise} of {number} is overdue, and step {step} of its escalation is reached.',
  'promise.firstResponse': 'first response',
  'promise.resolution': 'resolution',

  'received.subject': 'We have received your ticket',
  'received.lead':
    'Its number is {number}. We are finding the right person for it, and you get a mail as soon as there is an answer. To add something, comment on it.',
  'received.unproven':
    'We have left out what was written: nothing proves that the mail came from you. If you did not write to us, ignore this mail.',
  'reply.subject': 'New reply',
  'reply.lead': '{author} has answered on {number}:',
  'files.attached': 'Attached to this mail:',
  'files.on_ticket': 'Files on the ticket:',
  'files.linked': 'Save these files by their links. No password is needed, and the links work until {until}:',
  'participant.note': 'You get this mail because you are in copy of {number}.',
  'reminder.subject': 'We wait for your answer',
  'reminder.lead':
    '{number} cannot go on without your answer. Please say something on it; a comment is enough.',
  'reminder.last':
    '{number} cannot go on without your answer. Please say something on it; without an answer to this reminder it will be taken as resolved.',
  'resolved.subject': 'Resolved',
  'resolved.lead': '{number} is resolved. If it is not, reopen it.',
  'resolved_unanswered.subject': 'Resolved without your answer',
  'resolved_unanswered.lead':
    'We have not heard from you about {number} and take it as resolved. If it is not, reopen it.',
  'cancelled.subject': 'Cancelled',
  'cancelled.lead': '{number} was cancelled.',
  'cancelled.reason': 'The reason: {reason}',
  'merged.subject': 'Goes on in another ticket',
  'merged.lead':
    '{number} is about the same as another ticket and goes on there. What we answer there, we send you as well.',
  'merged.known':
    '{number} is about the same as {other} and goes on there. What we answer there, we send you as well.',
  'gathered.subject.one': '{count} update',
  'gathered.subject.other': '{count} updates',
  'gathered.lead': 'A lot has happened on {number} within a minute. Here is all of it, the oldest first.',

  'survey.question': 'How satisfied are you with how it was resolved?',
  'survey.scale': '1 is very dissatisfied, 5 is very satisfied.',
  'survey.link': 'Tell us here',

  'fact.priority': 'Priority',
  'fact.category': 'Category',
  'fact.requester': 'Requester',
  'fact.skills': 'Skills',
  'fact.firstResponse': 'First response due',
  'fact.resolution': 'Resolution due',
  'fact.summary': 'Summary',
  'fact.assignee': 'Assignee',
  'fact.nobody': 'nobody',

  'account.ignore': 'If you did not ask for it, ignore this mail: nothing changes.',
  'sign_in_code.subject': 'Your sign-in code for Holdfast',
  'sign_in_code.lead': 'Type this code to sign in. It is good for one sign-in, until {until}.',
  'registration_code.lead':
    'Somebody, you we hope, has made an account with this address and chosen a password. Type this code to confirm both and to sign in, until {until}.',
  'sign_in_code.closing': 'Never tell it to anybody: we do not ask for it.',
  'password_reset.subject': 'Choose a new password for Holdfast',
  'password_reset.lead': 'Follow this link to choose a new password. It works once, until {until}.',
  'password_reset.link': 'Choose a new password',
  'welcome.subject': 'Welcome to Holdfast',
  'welcome.lead':
    'There is an account for you. Choose a password to sign in with; this link works once, until {until}.',
  'welcome.link': 'Choose a password',
  'welcome.closing': 'If the link has expired, ask for a new password on the sign-in page.',
  'security.closing':
    'If it was you, there is nothing to do. If it was not, ask for a new password on the sign-in page, which ends all sessions and API keys, and tell your administrator.',
  'password_changed.subject': 'Your password for Holdfast was changed',
  'password_changed.lead': 'The password of your account was changed on {at}.',
  'address_changed.subject': 'The address of your Holdfast account was changed',
  'address_changed.lead':
    'The mail address of your account was changed on {at}. Our mails go to the new one from now on.',
  'address_changed.closing': 'If it was not you, tell your administrator, who can change it back.',
  'api_key_created.subject': 'A new API key for your Holdfast account',
  'api_key_created.lead':
    'An API key that begins with {prefix} was made for your account on {at}. A program that has it acts in your name.',
  'api_key_created.closing': 'An API key that you do not know can be revoked.',
  'second_factor_added.subject': 'Your Holdfast account asks for a second factor',
  'second_factor_added.lead':
    'An authenticator app was set up for your account on {at}. From now on it is asked for a code when you sign in.',
  'second_factor_removed.subject': 'Your Holdfast account asks for no second factor',
  'second_factor_removed.lead':
    'The second factor of your account was removed on {at}. A password or a mailed code is enough to sign in from now on.',

  'mail_refused.subject': 'Your mail was not taken',
  'mail_refused.unknown_sender':
    'Your mail to our help desk was not taken, because we know nobody with your address. Write from the address of your account, or ask our help desk for one in another way. Nothing of your mail has been passed on.',
  'mail_refused.unverified_staff':
    'A mail in your name has reached our help desk, and we could not be sure that it is yours. Nothing of it was done. Answer one of the mails that you had from us, at the address that it names for answers, or sign in. If you have not written to us, somebody else did in your name: tell your administrator.',
  'mail_refused.shown_address':
    'The address that you answered to was shown to the requester of {number}, so it no longer works. Nothing of your mail was done. Open {number} and say it there, or wait for the next mail about it: that one can be answered again. If you have not written to us, somebody else did in your name: tell your administrator.',
  'mail_commands.subject': 'Not all that you asked for was done',
  'mail_commands.lead': 'We have read your mail about {number}, but these commands were not followed:',
  'mail_told.quoting':
    'What you wrote on {number} is kept as an internal note: it seems to quote a mail of ours, which may hold what the requester must not read. Say it again without the quote.',
  'mail_told.files':
    'These files of your mail about {number} stay with staff: a mail of ours can lie in each of them, with notes and links that the requester must not have. To send what is in one of them, attach it by itself, for example as a picture or a PDF:',

  'digest.subject': 'Today: {open} open, {breached} breached, {endangered} due within a day',
  'digest.breached': 'Past their time, and still to be dealt with:',
  'digest.endangered': 'Due within a day:',
  'digest.due': '{ticket} (due {due})',
  'digest.unheard': 'Mails since {since} that became no ticket: {count} ({reasons}). Each can be made one.',
  'digest.unheard.open': 'Show these mails',
  'digest.all': 'all',
  'digest.noTeam': 'no team',
  'digest.column.open': 'open',
  'digest.column.breached': 'breached',
  'digest.column.endangered': 'due in 24 h',
  'digest.column.unassigned': 'unassigned',
  'digest.column.waiting': 'waiting',
  'repaired.subject.one': '{count} ticket was taken up again',
  'repaired.subject.other': '{count} tickets were taken up again',
  'repaired.repaired':
    'Their workflows were missing or had ended too soon. They have been started again and go on from where the tickets stood.',
  'repaired.stuck':
    'What is due for these has not been done for some time, and they need somebody to look after them:',
  'refused.subject': 'Mail does not reach {name}',
  'refused.lead':
    'The mail server refuses the address of {name} for good. They get no more mail about tickets.',
  'refused.advice':
    'An administrator can correct the address, or send one of the mails once more where the server was mended instead; either ends this. You are not told again before that.',
  'refused.gone': 'Somebody who is not there any more',
  more: 'and {count} more',
} as const;
