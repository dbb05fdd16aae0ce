import escapeHtml from 'escape-html';

/** Markup that is safe to put into a page: made by {@link html} only. */
export interface SafeHtml {
  readonly html: string;
}

type Value = string | number | SafeHtml | readonly SafeHtml[];

/** Escapes every value of a template unless it is markup, so that text can never become markup. */
export function html(parts: TemplateStringsArray, ...values: readonly Value[]): SafeHtml {
  const filled = parts.map((part, index) => {
    const value = values[index];
    return value === undefined ? part : part + render(value);
  });
  return { html: filled.join('') };
}

/** Renders text with its line breaks, because not every mail program supports `white-space`. */
export function inLines(text: string): SafeHtml {
  return {
    html: text
      .split(/\r?\n/u)
      .map((line) => escapeHtml(line))
      .join('<br />'),
  };
}

function render(value: Value): string {
  if (typeof value === 'string' || typeof value === 'number') return escapeHtml(String(value));
  return 'html' in value ? value.html : value.map((item) => item.html).join('');
}
