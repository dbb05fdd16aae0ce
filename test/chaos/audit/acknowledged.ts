import type { Move, Said, Story } from '../load/story.js';
import type { Finding, Rule } from './finding.js';

/* What was acknowledged is there, once; what was refused is not; what got no answer is there once or not at all. */

function countFault(what: string, kind: 'done' | 'refused' | 'unknown', count: number): string[] {
  if (kind === 'done' && count !== 1) return [`${what} was acknowledged and is there ${count} times`];
  if (kind === 'refused' && count > 0) return [`${what} was refused and is there`];
  return count > 1 ? [`${what} got no answer and is there ${count} times`] : [];
}

/** The marks in some texts, with how often each occurs. */
function marksIn(texts: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const mark of texts.flatMap(
    (text) => /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/u.exec(text) ?? [],
  )) {
    counts.set(mark, (counts.get(mark) ?? 0) + 1);
  }
  return counts;
}

export const acknowledgedTickets: Rule = ({ stories, tickets }): Finding => {
  const there = marksIn(tickets.map(({ title }) => title));
  const numbers = new Set(tickets.map(({ number }) => number));
  return {
    promise: 'every acknowledged ticket is there, once',
    looked: stories.length,
    violations: [
      ...stories.flatMap(({ mark, created }) =>
        countFault(`ticket ${mark}`, created.kind, there.get(mark) ?? 0),
      ),
      ...(numbers.size === tickets.length ? [] : ['a number was given twice']),
    ],
    note: outcomes(stories.map(({ created }) => created)),
  };
};

export const acknowledgedComments: Rule = ({ stories, comments }): Finding => {
  const said: Said[] = stories.flatMap((story) => story.said);
  const there = marksIn(comments.map(({ body }) => body));
  return {
    promise: 'every acknowledged comment is there, once',
    looked: said.length,
    violations: said.flatMap(({ mark, outcome }) =>
      countFault(`comment ${mark}`, outcome.kind, there.get(mark) ?? 0),
    ),
    note: outcomes(said.map(({ outcome }) => outcome)),
  };
};

export const acknowledgedMoves: Rule = ({ stories, tickets, trails }): Finding => {
  const ids = new Map(tickets.map(({ _id, number }) => [number, _id]));
  const moves = stories.flatMap((story) => story.moves);
  return {
    promise: 'every acknowledged change of status is in the trail',
    looked: moves.length,
    violations: stories.flatMap((story) => {
      const number = numberOf(story);
      const trail = trails.get(ids.get(number) ?? '') ?? [];
      return (['resolved', 'closed', 'cancelled'] as const).flatMap((to) => {
        const asked = story.moves.filter((move) => move.to === to);
        const found = trail.filter(
          ({ details, actor }) => details?.status?.to === to && actor.type === 'user',
        );
        return moveFault(number, to, asked, found.length);
      });
    }),
    note: outcomes(moves.map(({ outcome }) => outcome)),
  };
};

function moveFault(number: string, to: string, asked: readonly Move[], found: number): string[] {
  const count = (kind: string): number => asked.filter(({ outcome }) => outcome.kind === kind).length;
  const least = count('done');
  const most = least + count('unknown');
  return found >= least && found <= most
    ? []
    : [`${number} became ${to} ${found} times, acknowledged ${least} times, unknown ${most - least}`];
}

function numberOf({ created }: Story): string {
  return created.kind === 'done' ? String(created.body.number) : '';
}

function outcomes(all: readonly { readonly kind: string }[]): string {
  const count = (kind: string): number => all.filter((outcome) => outcome.kind === kind).length;
  return `${count('done')} done, ${count('refused')} refused, ${count('unknown')} without an answer`;
}
