/** Turns the Markdown of articles into HTML that is safe to show, and into plain text. */
export interface MarkdownRenderer {
  /**
   * HTML of a fixed list of elements, without scripts, styles, forms and pictures of other servers. Raw HTML in the
   * Markdown is shown as text.
   */
  toHtml(markdown: string): string;
  /** The readable text without marks, one line per block. */
  toText(markdown: string): string;
}
