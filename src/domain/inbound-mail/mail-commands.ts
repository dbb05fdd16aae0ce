/** The commands of staff on the first lines of a mail. */
export type MailCommand =
  | { readonly name: 'internal' }
  | { readonly name: 'resolve' }
  /** The assignee: a name, an address, or the part of it before the `@`. */
  | { readonly name: 'assign'; readonly whom: string };

interface Commanded {
  readonly commands: readonly MailCommand[];
  /** The text below the commands. */
  readonly text: string;
}

const MAX_COMMANDS = 5;
/** Longer lines are text. It also bounds the work of the pattern. */
const MAX_LINE = 300;

/** Reads the commands: each on its own line, before the text. The first other line starts the text. */
export function readCommands(text: string): Commanded {
  const lines = text.split('\n');
  const commands: MailCommand[] = [];
  let index = 0;
  for (; index < lines.length && commands.length < MAX_COMMANDS; index += 1) {
    const line = (lines[index] ?? '').trim();
    if (line === '') continue;
    const command = commandOf(line);
    if (command === null) break;
    commands.push(command);
  }
  return commands.length === 0
    ? { commands, text }
    : { commands, text: lines.slice(index).join('\n').trim() };
}

function commandOf(line: string): MailCommand | null {
  if (line.length > MAX_LINE) return null;
  const [, name = '', rest = ''] = /^#(internal|resolve|assign)(?:\s+(.{1,254}))?$/iu.exec(line) ?? [];
  const whom = rest.trim();
  switch (name.toLowerCase()) {
    case 'internal':
      return whom === '' ? { name: 'internal' } : null;
    case 'resolve':
      return whom === '' ? { name: 'resolve' } : null;
    case 'assign':
      return whom === '' ? null : { name: 'assign', whom: whom.replaceAll(/^[@<"']+|[>"'.]+$/gu, '') };
    default:
      return null;
  }
}
