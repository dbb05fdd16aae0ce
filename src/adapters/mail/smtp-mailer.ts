import nodemailer, { type Transporter } from 'nodemailer';
import type SMTPPool from 'nodemailer/lib/smtp-pool/index.js';
import type { Sender } from '../../domain/desk/settings.js';
import { DomainError } from '../../domain/errors.js';
import type { Mail, Mailer, MailFile } from '../../ports/mail/mailer.js';
import { MailPermits } from './mail-permits.js';

/** For each step of the SMTP dialogue. The signal bounds all of it. */
const CONNECT_MS = 8_000;
const SILENCE_MS = 12_000;

export interface SmtpOptions {
  /** `smtp://user:password@host:port`, or `smtps://` for TLS from the first byte. */
  readonly url: string;
  readonly from: Sender;
  /** True refuses to send through a server that does not offer STARTTLS; `smtps://` is encrypted anyway. */
  readonly requiresTls: boolean;
  /** One for each activity that a worker has under way. */
  readonly maxConnections: number;
}

/** Mail over any SMTP server, through a small pool of connections. */
export class SmtpMailer implements Mailer {
  private readonly transport: Transporter<SMTPPool.SentMessageInfo>;
  private readonly permits: MailPermits;

  constructor(private readonly options: SmtpOptions) {
    this.permits = new MailPermits(options.maxConnections);
    this.transport = nodemailer.createTransport({
      url: options.url,
      pool: true,
      requireTLS: options.requiresTls,
      maxConnections: options.maxConnections,
      maxMessages: 200,
      connectionTimeout: CONNECT_MS,
      greetingTimeout: CONNECT_MS,
      socketTimeout: SILENCE_MS,
      // Nothing that a person wrote can make Holdfast read a file or a URL.
      disableFileAccess: true,
      disableUrlAccess: true,
    });
  }

  withPermit<T>(work: () => Promise<T>): Promise<T> {
    return this.permits.withPermit(work);
  }

  async send(mail: Mail, signal?: AbortSignal): Promise<string> {
    const { to, messageId, replyTo, subject, html, text, attachments = [] } = mail;
    try {
      const { response } = await this.transport.sendMail({
        from: { name: this.options.from.name, address: this.options.from.address },
        to: { name: to.name, address: to.address },
        messageId,
        subject,
        html,
        text,
        attachments: attachments.map(attachmentOf),
        ...(replyTo === undefined ? {} : { replyTo }),
        ...threadOf(mail),
        headers: headersOf(mail),
        ...(signal === undefined ? {} : { signal }),
      });
      return response;
    } catch (error) {
      throw toDomainError(error);
    }
  }

  /** Resolves when the server has greeted us and, with an account, accepted the sign-in. */
  async verify(): Promise<void> {
    await this.transport.verify();
  }

  close(): void {
    this.transport.close();
  }
}

/**
 * Parts of type `message` and `multipart` must not be in base64 (RFC 2046 §5.2.1), and servers rewrite them.
 */
const LEAF_TYPE = /^(?!message\/|multipart\/)[\w.+-]{1,100}\/[\w.+-]{1,100}$/iu;

/** Every type in base64, so that the bytes arrive unchanged. */
function attachmentOf({ name: filename, type, content }: MailFile) {
  return {
    filename,
    contentType: LEAF_TYPE.test(type) ? type : 'application/octet-stream',
    contentTransferEncoding: 'base64' as const,
    contentDisposition: 'attachment' as const,
    content: Buffer.from(content.buffer, content.byteOffset, content.byteLength),
  };
}

/**
 * A thread begins with the recipient's first mail, if there is one: their program knows no other (RFC 5322 §3.6.4).
 */
function threadOf({ threadId, answered = [] }: Mail): { inReplyTo?: string; references?: string[] } {
  const [first, ...later] = answered;
  const references = [
    ...(first === undefined ? [] : [first]),
    ...(threadId === undefined ? [] : [threadId]),
    ...later,
  ];
  const inReplyTo = answered.at(-1) ?? threadId;
  return inReplyTo === undefined ? {} : { inReplyTo, references };
}

/**
 * Headers that stop automatic answers: RFC 3834 §5, and the one that Exchange requires instead.
 * And the one-click unsubscribe of mail programs: RFC 8058, for which programs require https.
 */
function headersOf({ answersMail = false, language, switchOff }: Mail): Record<string, string> {
  return {
    'Auto-Submitted': answersMail ? 'auto-replied' : 'auto-generated',
    'X-Auto-Response-Suppress': 'OOF, AutoReply',
    'Content-Language': language,
    ...(switchOff === null
      ? {}
      : { 'List-Unsubscribe': `<${switchOff}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' }),
  };
}

/** The fields of a nodemailer error, as far as it got. */
interface SmtpFault {
  readonly code?: unknown;
  readonly command?: unknown;
  readonly responseCode?: unknown;
  readonly response?: unknown;
}

/**
 * The recipient codes about the mailbox (RFC 5321 §4.2.3).
 * A policy (5.7, RFC 3463), such as an unknown relay, is not a fault of the address, and a full mailbox (5.2.2) can
 * be emptied.
 */
const BAD_ADDRESS = /^55[013][ -](?!5\.7\.|5\.2\.2)/u;

/** The steps of the dialogue that are about one mail. What fails before them is about the connection, and can be mended. */
const STEPS_OF_A_MAIL = ['MAIL FROM', 'RCPT TO', 'DATA'];

/**
 * The server requires sign-in or encryption (RFC 4954 §6, RFC 3207 §4): a fault of our settings, at any step.
 */
const SIGN_IN_FIRST = [530, 534, 535, 538];

/**
 * A refusal of this mail or recipient is permanent (5xx, RFC 5321 §4.2.1).
 * A refusal of our account or connection is not.
 */
function toDomainError(error: unknown): DomainError {
  const fault = error as SmtpFault;
  const { code, command, responseCode } = fault;
  const isRefusal =
    typeof responseCode === 'number' &&
    responseCode >= 500 &&
    !SIGN_IN_FIRST.includes(responseCode) &&
    STEPS_OF_A_MAIL.some((step) => step === command);
  // The server's words may quote an address, so logs and histories get the code only.
  const silence = code === 'EABORT' ? 'took too long' : `cannot be reached (${String(code)})`;
  const said = typeof responseCode === 'number' ? `answered ${responseCode}` : silence;
  return new DomainError(
    isRefusal ? (isAboutAddress(fault) ? 'address_refused' : 'delivery_rejected') : 'unavailable',
    `The mail server ${said}.`,
    typeof responseCode === 'number' ? {} : { cause: error },
  );
}

function isAboutAddress({ command, response }: SmtpFault): boolean {
  return command === 'RCPT TO' && typeof response === 'string' && BAD_ADDRESS.test(response);
}
