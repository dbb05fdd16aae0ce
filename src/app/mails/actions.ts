import { html, type SafeHtml } from './html.js';

/** Something to do right from the mail: what the button says, and where it leads. */
export interface MailAction {
  readonly label: string;
  readonly url: string;
}

const BUTTON =
  'display:inline-block;padding:10px 18px;color:#ffffff;font-weight:600;text-decoration:none;border-radius:6px';

/** Buttons that are links in cells of a table: what every mail program shows as buttons. */
export function actionButtons(actions: readonly MailAction[]): SafeHtml {
  if (actions.length === 0) return html``;
  const cells = actions.map(
    ({ label, url }) =>
      html`<td bgcolor="#1d4ed8" style="border-radius:6px">
          <a href="${url}" style="${BUTTON}">${label}</a>
        </td>
        <td width="8"></td>`,
  );
  return html`<table role="presentation" cellpadding="0" cellspacing="0" style="margin:16px 0">
    <tr>
      ${cells}
    </tr>
  </table>`;
}

/** The same for readers of plain text, as one paragraph; none where there is nothing to do. */
export function actionLines(actions: readonly MailAction[]): readonly string[] {
  return actions.length === 0 ? [] : [actions.map(({ label, url }) => `${label}: ${url}`).join('\n')];
}
