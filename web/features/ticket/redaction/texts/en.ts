export const en = {
  'redact.title': 'Redact a message',
  'redact.what': 'What is redacted?',
  'redact.a-text': 'A text',
  'redact.file': 'The file {name}',
  'redact.text': 'Exact text',
  'redact.text.hint': 'At least four characters, with the same case and spaces.',
  'redact.found': { one: '{count} time in this message.', other: '{count} times in this message.' },
  'redact.whole': 'Take the whole message',
  'redact.effect.text':
    'Each place of this text in the message becomes “[redacted]” at once. Then Holdfast removes it from earlier versions, other messages of this ticket and of merged or split ones, the activity log, stored mails, exports and articles.',
  'redact.effect.file':
    'The file is deleted from the message at once. Then Holdfast deletes files with the same content on this ticket and on merged or split ones, and the stored mail that brought it.',
  'redact.final': 'This cannot be undone. Mails that have left are not called back.',
  'redact.back': 'Back',
  'redact.do-text': 'Redact the text',
  'redact.do-file': 'Delete the file',
  'redact.running': {
    one: 'Redacted in {count} place so far. You can close this: the activity log gets the result.',
    other: 'Redacted in {count} places so far. You can close this: the activity log gets the result.',
  },
  'redact.done': { one: 'Redacted in {count} place.', other: 'Redacted in {count} places.' },
  'redact.failed': 'The redaction stopped before its end. Redact the same again.',
  'redact.unreachable': 'The server does not answer. The redaction continues there.',
  'redact.left': {
    one: '{count} file contains the text and was not changed. Redact it as a file.',
    other: '{count} files contain the text and were not changed. Redact each of them as a file.',
  },
  'redact.close': 'Close',
  'place.comments': { one: '{count} text of messages', other: '{count} texts of messages' },
  'place.tickets': { one: '{count} text of tickets', other: '{count} texts of tickets' },
  'place.activities': {
    one: '{count} entry of the activity log',
    other: '{count} entries of the activity log',
  },
  'place.mails': { one: '{count} mail', other: '{count} mails' },
  'place.raw_mails_rewritten': {
    one: '{count} received mail, rewritten',
    other: '{count} received mails, rewritten',
  },
  'place.raw_mails_removed': {
    one: '{count} received mail, deleted',
    other: '{count} received mails, deleted',
  },
  'place.files_removed': { one: '{count} file', other: '{count} files' },
  'place.exports_removed': { one: '{count} export', other: '{count} exports' },
  'place.articles': { one: '{count} text of articles', other: '{count} texts of articles' },
};
