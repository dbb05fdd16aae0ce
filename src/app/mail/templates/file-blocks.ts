import type { Block } from './blocks.js';
import type { Phrases } from './phrases.js';

/** A file of an answer, as the mail about it lists it. */
export interface ListedFile {
  readonly name: string;
  readonly sizeBytes: number;
  /** Null for an attached file. */
  readonly link: { readonly url: string; readonly endsAt: Date } | null;
  /** True for one that its reader finds on the ticket. Absent for every other. */
  readonly isOnTicket?: true;
}

/** Lists the files with their sizes: first attached or stored ones, then links. */
export function fileBlocks({ say, size, instant }: Phrases, files: readonly ListedFile[]): readonly Block[] {
  const label = ({ name, sizeBytes }: ListedFile) => `${name} (${size(sizeBytes)})`;
  const onTicket = files.filter(({ isOnTicket }) => isOnTicket === true);
  const attached = files.filter(({ link, isOnTicket }) => link === null && isOnTicket !== true);
  const linked = files.flatMap((file) => (file.link === null ? [] : [{ label: label(file), ...file.link }]));
  const [first] = linked;
  return [
    ...(onTicket.length === 0
      ? []
      : [{ kind: 'text', text: [say('files.on_ticket'), ...onTicket.map(label)].join('\n') } as const]),
    ...(attached.length === 0
      ? []
      : [{ kind: 'text', text: [say('files.attached'), ...attached.map(label)].join('\n') } as const]),
    ...(first === undefined
      ? []
      : ([
          { kind: 'text', text: say('files.linked', { until: instant(first.endsAt) }) },
          { kind: 'list', items: linked, rest: null },
        ] as const)),
  ];
}
