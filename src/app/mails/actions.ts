import { html, type SafeHtml } from './html.js';

/** Something to do right from the mail: what the button says, and where it leads. */
export interface MailAction {
  readonly label: string;
  readonly url: string;
}

/** Big enough for thumbs. */
const BUTTON =
  'display:inline-block;min-width:60px;padding:12px 18px;line-height:20px;text-align:center;color:#ffffff;font-weight:600;text-decoration:none;border-radius:6px';

/** Links in cells, which every mail program shows as buttons; each a table of its own, so that they wrap on a phone. */
export function actionButtons(actions: readonly MailAction[]): SafeHtml {
  if (actions.length === 0) return html``;
  const buttons = actions.map(
    ({ label, url }) =>
      html`<table
        role="presentation"
        cellpadding="0"
        cellspacing="0"
        style="display:inline-table;margin:0 8px 8px 0"
      >
        <tr>
          <td bgcolor="#1d4ed8" style="border-radius:6px"><a href="${url}" style="${BUTTON}">${label}</a></td>
        </tr>
      </table>`,
  );
  return html`<div style="margin:16px 0">${buttons}</div>`;
}

/** The same for readers of plain text, as one paragraph; none where there is nothing to do. */
export function actionLines(actions: readonly MailAction[]): readonly string[] {
  return actions.length === 0 ? [] : [actions.map(({ label, url }) => `${label}: ${url}`).join('\n')];
}
