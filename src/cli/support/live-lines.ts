/** Some terminals do not tell how wide they are. */
const UNKNOWN_WIDTH = 79;

/**
 * A few lines that change while they are watched.
 * A terminal rewrites them in place. Elsewhere (a CI log) each change is a new line.
 */
export class LiveLines {
  private readonly lines = new Map<string, string>();
  private drawn = 0;

  constructor(private readonly output: NodeJS.WriteStream) {}

  set(key: string, text: string): void {
    if (this.lines.get(key) === text) return;
    this.lines.set(key, text);
    if (this.output.isTTY) this.redraw();
    else this.output.write(`${text}\n`);
  }

  private redraw(): void {
    const up = this.drawn === 0 ? '' : `\u001b[${this.drawn}A`;
    // One row a line: a line that wraps would make the next rewriting begin in the wrong place.
    const width = this.output.columns > 0 ? this.output.columns - 1 : UNKNOWN_WIDTH;
    const rows = [...this.lines.values()].map((line) => `\r\u001b[K${line.slice(0, width)}\n`);
    this.output.write(up + rows.join(''));
    this.drawn = rows.length;
  }
}
