import { html, type SafeHtml } from '../../app/mail/templates/html.js';
import { LANGUAGES } from '../../app/mail/templates/phrases.js';
import type { Mail } from '../../ports/mail/mailer.js';
import { sampleMails } from './samples.js';

const STYLE: SafeHtml = {
  html: `<style>
:root { color-scheme: light dark; }
body { margin: 0; font: 14px/1.5 system-ui, sans-serif; }
.frame { display: grid; grid-template-columns: 15rem 1fr; height: 100vh; }
nav { overflow: auto; padding: 0 1rem; border-right: 1px solid #94a3b8; }
nav ul { padding: 0 0 0 1rem; margin: 0; }
iframe { border: 0; width: 100%; height: 100%; color-scheme: light; background: Canvas; }
.frame:has(#dark:checked) iframe { color-scheme: dark; }
.frame:has(#narrow:checked) > iframe { width: 375px; border-right: 1px solid #94a3b8; }
.mail { display: grid; grid-template: auto 1fr / 1fr 1fr; height: 100vh; }
.mail header { grid-column: 1 / -1; padding: 0 1rem; border-bottom: 1px solid #94a3b8; }
.mail pre { margin: 0; padding: 1rem; overflow: auto; white-space: pre-wrap; overflow-wrap: anywhere; border-left: 1px solid #94a3b8; }
.mail iframe { color-scheme: inherit; }
@media (max-width: 700px) { .mail { grid-template: auto 75vh auto / 1fr; height: auto; } }
</style>`,
};

/**
 * Returns the page at a path, with its content type.
 * `/` lists the mails, `/<language>/<name>` shows one, and the same path with `.html` is its HTML alone. Returns null
 * for an unknown path.
 */
export function pageAt(path: string): string | null {
  if (path === '/') return listPage().html;
  const [, language, name = '', isBare] = /^\/([a-z]{2})\/([a-z_0-9-]+)(\.html)?$/u.exec(path) ?? [];
  const phrases = LANGUAGES.find((each) => each.language === language);
  const mail = phrases === undefined ? undefined : sampleMails(phrases).get(name);
  if (mail === undefined) return null;
  return isBare === undefined ? mailPage(mail, `${path}.html`).html : mail.html;
}

function listPage(): SafeHtml {
  const lists = LANGUAGES.map((phrases) => {
    const { language } = phrases;
    const items = [...sampleMails(phrases).keys()].map(
      (name) => html`<li><a target="mail" href="/${language}/${name}">${name}</a></li>`,
    );
    return html`<details ${{ html: language === 'en' ? 'open' : '' }}>
      <summary>${language}</summary>
      <ul>
        ${items}
      </ul>
    </details>`;
  });
  return page(
    'Mails of Holdfast',
    html`<div class="frame">
      <nav>
        <p>
          <label><input id="dark" type="checkbox" /> dark</label>
        </p>
        <p>
          <label><input id="narrow" type="checkbox" /> 375 px wide</label>
        </p>
        ${lists}
      </nav>
      <iframe name="mail" title="The mail" src="/en/assigned"></iframe>
    </div>`,
  );
}

function mailPage({ subject, to, text }: Mail, source: string): SafeHtml {
  return page(
    subject,
    html`<div class="mail">
      <header>
        <p>To ${to.name}: <strong>${subject}</strong></p>
      </header>
      <iframe title="HTML" src="${source}"></iframe>
      <pre>${text}</pre>
    </div>`,
  );
}

function page(title: string, body: SafeHtml): SafeHtml {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title}</title>
        ${STYLE}
      </head>
      <body>
        ${body}
      </body>
    </html>`;
}
