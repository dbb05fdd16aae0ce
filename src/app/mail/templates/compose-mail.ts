import type { User } from '../../../domain/accounts/user.js';
import type { Mail } from '../../../ports/mail/mailer.js';
import { blockHtml } from './block-html.js';
import { blockText } from './block-text.js';
import type { Block } from './blocks.js';
import { mailLayout } from './layout.js';
import { html, type SafeHtml } from './html.js';
import type { Phrases } from './phrases.js';

/** The content of a mail, before HTML and text are rendered. */
export interface MailContent {
  readonly subject: string;
  /** The preview text in a list of mails, next to the subject; cut if too long. */
  readonly preview: string;
  readonly blocks: readonly Block[];
}

interface Envelope extends Pick<
  Mail,
  'messageId' | 'threadId' | 'answered' | 'answersMail' | 'replyTo' | 'switchOff'
> {
  readonly recipient: Pick<User, 'name' | 'email'>;
}

const PREVIEW_LENGTH = 140;

/** Renders the mail of a delivery, with a greeting above the content. */
export function composeMail(
  { recipient, switchOff, ...threading }: Envelope,
  { say, language }: Phrases,
  { subject, preview, blocks }: MailContent,
): Mail {
  const all: readonly Block[] = [
    { kind: 'text', text: say('greeting', { name: recipient.name }) },
    ...blocks,
  ];
  const hint = threading.replyTo === undefined ? [] : [say('reply.hint')];
  const frame = {
    language,
    title: subject,
    preview: Array.from(preview.replaceAll(/\s+/gu, ' ')).slice(0, PREVIEW_LENGTH).join(''),
    body: all.map(blockHtml),
    footer: footerOf([...hint, say('footer')].join(' '), say('footer.switchOff'), switchOff),
  };
  const farewell = switchOff === null ? [] : [`${say('footer.switchOff')}: ${switchOff}`];
  return {
    ...threading,
    to: { name: recipient.name, address: recipient.email },
    language,
    subject,
    html: mailLayout(frame).html,
    switchOff,
    text: [...all.map(blockText), ...hint, ...farewell].filter((part) => part !== '').join('\n\n'),
  };
}

function footerOf(words: string, label: string, switchOff: string | null): SafeHtml {
  const link = switchOff === null ? [] : [html`<br /><a href="${switchOff}">${label}</a>`];
  return html`${words}${link}`;
}
