import { cutText, mentionsIn, plainOf } from '../../../domain/slack/mrkdwn.js';
import type { AppDeps } from '../../deps.js';
import type { OpenWorkspace } from '../open-workspace.js';
import type { SaySlack } from '../texts/say.js';
import { knownPerson } from './person.js';

/** Mentions that are looked up by name. Others stay as their id. */
const MAX_NAMES = 20;

/** The text of a message as people read it, with the names of people whom Holdfast knows. */
export async function textOf(
  deps: Pick<AppDeps, 'users'>,
  { workspace }: Pick<OpenWorkspace, 'workspace'>,
  text: string,
): Promise<string> {
  const mentioned = mentionsIn(text).filter((id) => id !== workspace.botUserId);
  const names = new Map<string, string>();
  for (const id of mentioned.slice(0, MAX_NAMES)) {
    const person = await knownPerson(deps, id);
    if (person !== null) names.set(id, person.name);
  }
  return plainOf(text, (id) => names.get(id), workspace.botUserId);
}

/** A text within the limit of tickets and comments, with notes about what is missing. */
export function fitting(say: SaySlack, text: string, max: number, lostFiles: readonly string[]): string {
  const notes =
    lostFiles.length === 0 ? '' : `\n\n${cutText(say('text.files', { names: lostFiles.join(', ') }), 1_000)}`;
  return cutText(text, max - notes.length, `\n${say('text.cut')}`) + notes;
}
