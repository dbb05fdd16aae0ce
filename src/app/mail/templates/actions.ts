import { html, type SafeHtml } from './html.js';
import { BUTTON } from './styles.js';

/** An action in a mail: the text of the button, and its link. */
export interface MailAction {
  readonly label: string;
  readonly url: string;
}

/**
 * Renders links in table cells, which every mail program shows as buttons.
 * Each is its own table, so that they wrap on a phone.
 */
export function actionButtons(actions: readonly MailAction[]): SafeHtml {
  if (actions.length === 0) return html``;
  const buttons = actions.map(
    ({ label, url }, index) =>
      html`<table
        role="presentation"
        cellpadding="0"
        cellspacing="0"
        style="display:inline-table;margin:0 8px 8px 0"
      >
        <tr>
          <td bgcolor="${colourOf(index)}" style="background-color:${colourOf(index)};border-radius:6px">
            <a href="${url}" style="${BUTTON}">${label}</a>
          </td>
        </tr>
      </table>`,
  );
  return html`<div style="margin:0 0 8px">${buttons}</div>`;
}

/** The first is the most likely action and stands out. White on either colour has a contrast above 4.5. */
function colourOf(index: number): string {
  return index === 0 ? '#1d4ed8' : '#475569';
}

/** Renders the actions for plain text, as one paragraph; none without actions. */
export function actionLines(actions: readonly MailAction[]): readonly string[] {
  return actions.length === 0 ? [] : [actions.map(({ label, url }) => `${label}: ${url}`).join('\n')];
}
