import { html, type SafeHtml } from './html.js';

/** The frame of every mail's HTML form. */
export function mailLayout(title: string, body: SafeHtml): SafeHtml {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <title>${title}</title>
      </head>
      <body style="font-family:system-ui,sans-serif;color:#0f172a;max-width:640px;margin:0 auto;padding:16px">
        ${body}
      </body>
    </html>`;
}
