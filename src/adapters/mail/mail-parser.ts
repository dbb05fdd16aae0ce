import { simpleParser } from 'mailparser';
import type { MailParser, ParsedMail } from '../../ports/mail-parser.js';

/** Takes mails apart with `mailparser`. */
export class MimeMailParser implements MailParser {
  async parse(raw: Uint8Array): Promise<ParsedMail> {
    const mail = await simpleParser(Buffer.from(raw), { skipImageLinks: true });
    const submitted = mail.headers.get('auto-submitted');
    return {
      from: mail.from?.value[0]?.address?.toLowerCase() ?? null,
      subject: mail.subject?.trim() ?? '',
      text: mail.text?.trim() ?? '',
      isAutomatic: typeof submitted === 'string' && submitted.toLowerCase() !== 'no',
    };
  }
}
