import { unreachable } from '../../../domain/errors.js';
import { actionLines } from './actions.js';
import type { Block } from './blocks.js';

/** Renders a block as plain text; empty if it has no text. */
export function blockText(block: Block): string {
  switch (block.kind) {
    case 'text':
    case 'title':
    case 'code':
    case 'note':
      return block.text;
    case 'quote':
      return block.text.replace(/^/gmu, '> ');
    case 'facts':
      return block.facts.map(([label, value]) => `${label}: ${value}`).join('\n');
    case 'actions':
      return actionLines(block.actions).join('\n');
    case 'scores':
      return `${block.question} ${block.link.label}:\n${block.link.url}`;
    case 'list':
      return [
        ...block.items.map(({ label, url }) => `- ${label}\n  ${url}`),
        ...(block.rest === null ? [] : [block.rest]),
      ].join('\n');
    case 'table':
      return tableText(block);
    default:
      return unreachable(block);
  }
}

function tableText({ columns, rows }: Extract<Block, { readonly kind: 'table' }>): string {
  const width = Math.max(...rows.map(({ label }) => label.length));
  const header = [''.padEnd(width), ...columns].join('  ');
  const lines = rows.map(({ label, figures }) =>
    [
      label.padEnd(width),
      ...figures.map((figure, index) => String(figure).padStart(columns[index]?.length ?? 0)),
    ].join('  '),
  );
  return [header, ...lines].join('\n');
}
