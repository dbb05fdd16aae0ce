import { html, type SafeHtml } from './html.js';
import { DIM, STYLE_SHEET } from './styles.js';

interface Frame {
  readonly language: string;
  readonly title: string;
  /** The preview text in a list of mails, next to the subject. */
  readonly preview: string;
  readonly body: readonly SafeHtml[];
  readonly footer: SafeHtml;
}

/** Prevents mail programs from filling the preview with the first words of the mail. */
const FILLER: SafeHtml = { html: '&#847;&zwnj;&nbsp;'.repeat(60) };
const STYLE: SafeHtml = { html: `<style>${STYLE_SHEET}</style>` };

/** Outlook for Windows knows no `max-width`. */
const OUTLOOK: { readonly begin: SafeHtml; readonly end: SafeHtml } = {
  begin: { html: '<!--[if mso]><table role="presentation" width="600" align="center"><tr><td><![endif]-->' },
  end: { html: '<!--[if mso]></td></tr></table><![endif]-->' },
};

/** The frame of every mail's HTML form. */
export function mailLayout({ language, title, preview, body, footer }: Frame): SafeHtml {
  return html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <title>${title}</title>
        ${STYLE}
      </head>
      <body class="page" style="margin:0;padding:0;background-color:#f1f5f9">
        <div style="display:none;max-height:0;overflow:hidden;mso-hide:all">${preview}${FILLER}</div>
        <table
          role="presentation"
          class="page"
          width="100%"
          cellpadding="0"
          cellspacing="0"
          style="background-color:#f1f5f9"
        >
          <tr>
            <td align="center" style="padding:24px 12px">
              ${OUTLOOK.begin}
              <table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="max-width:600px">
                <tr>
                  <td
                    class="card"
                    align="left"
                    bgcolor="#ffffff"
                    style="background-color:#ffffff;border-radius:8px;padding:28px 28px 12px;overflow-wrap:anywhere"
                  >
                    ${body}
                  </td>
                </tr>
                <tr>
                  <td
                    class="dim"
                    align="center"
                    style="${DIM};font-size:13px;font-weight:400;padding:16px 0 0"
                  >
                    ${footer}
                  </td>
                </tr>
              </table>
              ${OUTLOOK.end}
            </td>
          </tr>
        </table>
      </body>
    </html>`;
}
