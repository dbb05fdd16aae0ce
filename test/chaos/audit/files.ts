import type { Sent } from '../load/uploads.js';
import type { Story } from '../load/story.js';
import type { Evidence } from './evidence.js';
import type { Rule } from './finding.js';

/* A file that was acknowledged is there with all its bytes, on its ticket, and its text was read. */

export const everyFileKept: Rule = (evidence) => {
  const sent = evidence.stories.flatMap((story) =>
    story.file === null ? [] : [{ story, file: story.file }],
  );
  return {
    promise: 'every acknowledged file has its bytes, its ticket and its text',
    looked: sent.length,
    violations: [
      ...sent.flatMap(({ story, file }) => faultsOf(evidence, story, file)),
      ...[...evidence.files.values()]
        .filter(({ analysedAt, scan }) => analysedAt === undefined && scan.state !== 'infected')
        .map(({ _id }) => `file ${_id} is not analysed`),
    ],
    note: `${evidence.files.size} files in all`,
  };
};

function faultsOf({ files }: Evidence, { created }: Story, { outcome, content, sha256 }: Sent): string[] {
  if (outcome.kind !== 'done') return [];
  const id = String(outcome.body.id);
  const file = files.get(id);
  if (file === undefined) return [`file ${id} was acknowledged and is not there`];
  const ticketId = created.kind === 'done' ? String(created.body.id) : null;
  return [
    ...(file.sha256 === sha256 ? [] : [`file ${id} has other bytes than were sent`]),
    ...(ticketId === null || file.ownerId === ticketId
      ? []
      : [`file ${id} belongs to ${file.ownerId}, not to ${ticketId}`]),
    ...(file.analysis?.text.startsWith(content.slice(0, 40)) === true
      ? []
      : [`the text of file ${id} is ${JSON.stringify(file.analysis?.text.slice(0, 40) ?? null)}`]),
  ];
}
