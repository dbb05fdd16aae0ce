import { unreachable } from '../../../domain/errors.js';
import { SCORES } from '../../../domain/tickets/satisfaction.js';
import { actionButtons } from './actions.js';
import type { Block } from './blocks.js';
import { html, inLines, type SafeHtml } from './html.js';
import { BOX, BUTTON_GAP, DIM, LINK, TEXT } from './styles.js';

type Of<K extends Block['kind']> = Extract<Block, { readonly kind: K }>;

/**
 * Renders a block for mail programs: tables instead of floats, every style on its element.
 * The classes are only for dark mode and small screens.
 */
export function blockHtml(block: Block): SafeHtml {
  switch (block.kind) {
    case 'text':
      return html`<p class="text" style="${TEXT}">${inLines(block.text)}</p>`;
    case 'title':
      return html`<h1 class="text" style="${TEXT};font-size:18px;line-height:26px;font-weight:700">
        ${block.text}
      </h1>`;
    case 'code':
      return html`<p
        class="text"
        style="${TEXT};font-size:28px;line-height:36px;letter-spacing:6px;font-weight:700"
      >
        ${block.text}
      </p>`;
    case 'note':
      return boxed(block.text, '#f1f5f9', '#94a3b8');
    case 'quote':
      return boxed(block.text, '#f8fafc', '#1d4ed8');
    case 'facts':
      return factsHtml(block);
    case 'actions':
      return actionButtons(block.actions);
    case 'scores':
      return scoresHtml(block);
    case 'list':
      return listHtml(block);
    case 'table':
      return tableHtml(block);
    default:
      return unreachable(block);
  }
}

function boxed(text: string, background: string, edge: string): SafeHtml {
  return html`<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="margin:0 0 16px">
    <tr>
      <td
        class="box text"
        bgcolor="${background}"
        style="${BOX};background-color:${background};border-left:4px solid ${edge}"
      >
        ${inLines(text)}
      </td>
    </tr>
  </table>`;
}

function factsHtml({ facts }: Of<'facts'>): SafeHtml {
  if (facts.length === 0) return html``;
  const rows = facts.map(
    ([label, value]) =>
      html`<tr>
        <th
          class="dim"
          scope="row"
          align="left"
          valign="top"
          style="${DIM};padding:2px 16px 2px 0;overflow-wrap:normal"
        >
          ${label}
        </th>
        <td class="text" valign="top" style="${TEXT};margin:0;padding:2px 0;font-size:14px;line-height:20px">
          ${value}
        </td>
      </tr>`,
  );
  return html`<table cellpadding="0" cellspacing="0" style="margin:0 0 16px">
    ${rows}
  </table>`;
}

function scoresHtml({ question, scale, link }: Of<'scores'>): SafeHtml {
  const numbers = SCORES.map(
    (score) =>
      html`<td class="score" align="center" style="border:1px solid #64748b;border-radius:6px">
          <a
            class="text"
            href="${link.url}?score=${score}"
            style="${TEXT};display:block;margin:0;padding:8px 14px;text-decoration:none"
            >${score}</a
          >
        </td>
        <td style="${BUTTON_GAP}"></td>`,
  );
  return html`<p class="text" style="${TEXT}"><strong>${question}</strong> ${scale}</p>
    <table role="presentation" cellpadding="0" cellspacing="0" style="margin:0 0 16px">
      <tr>
        ${numbers}
      </tr>
    </table>`;
}

function listHtml({ items, rest }: Of<'list'>): SafeHtml {
  const item = `${TEXT};margin:0 0 4px`;
  return html`<ul style="margin:0 0 16px;padding:0 0 0 20px">
    ${items.map(
      ({ label, url }) =>
        html`<li class="text" style="${item}">
          <a class="link" href="${url}" style="${LINK}">${label}</a>
        </li>`,
    )}
    ${rest === null ? [] : [html`<li class="text" style="${item}">${rest}</li>`]}
  </ul>`;
}

function tableHtml({ columns, rows }: Of<'table'>): SafeHtml {
  const figure = `${TEXT};margin:0;padding:2px 6px 2px 0;font-size:14px;line-height:20px`;
  // Small enough for five columns on a phone, whose words stay whole.
  const head = `${DIM};font-size:11px;line-height:14px;overflow-wrap:normal`;
  return html`<table cellpadding="0" cellspacing="0" style="margin:0 0 16px">
    <tr>
      <td></td>
      ${columns.map(
        (title) =>
          html`<th
            class="dim"
            scope="col"
            align="right"
            valign="bottom"
            style="${head};padding:2px 6px 2px 0"
          >
            ${title}
          </th>`,
      )}
    </tr>
    ${rows.map(
      ({ label, figures }) =>
        html`<tr>
          <th
            class="dim"
            scope="row"
            align="left"
            style="${head};padding:2px 8px 2px 0;overflow-wrap:break-word"
          >
            ${label}
          </th>
          ${figures.map((count) => html`<td class="text" align="right" style="${figure}">${count}</td>`)}
        </tr>`,
    )}
  </table>`;
}
