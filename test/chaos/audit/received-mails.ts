import type { Posted } from '../load/letters.js';
import type { Evidence } from './evidence.js';
import type { Finding, Rule } from './finding.js';

/** Whatever hostile mails come beside them: every mail that was taken is a ticket. Of a hostile one people can see what became of it. */
export const everyMailFound: Rule = (evidence): Finding => {
  const { posted, receivedMails } = evidence;
  const hostile = posted.filter(({ isHostile }) => isHostile);
  const aside = receivedMails.filter(({ state }) => state === 'failed');
  return {
    promise: 'every mail that was taken is a ticket, and no hostile mail is lost',
    looked: posted.length,
    violations: [
      ...posted.flatMap((mail) => faultsOf(evidence, mail)),
      ...receivedMails
        .filter(({ state }) => state !== 'done' && state !== 'failed')
        .map(({ _id, state }) => `the received mail ${_id} is still ${state}`),
    ],
    note: `${hostile.length} hostile, ${aside.length} put aside`,
  };
};

function faultsOf({ receivedMails, tickets }: Evidence, { mark, isHostile, keptAs }: Posted): string[] {
  const opened = tickets.filter(({ title }) => title.includes(mark));
  if (opened.length > 1) return [`the mail ${mark} became ${opened.length} tickets`];
  if (keptAs === null) return [];
  const record = receivedMails.find(({ _id }) => _id === keptAs);
  if (record === undefined) return [`the mail ${mark} was taken and is not there`];
  const isAside = isHostile && record.state === 'failed' && /^parse_/u.test(record.fault ?? '');
  if (isAside || (opened.length === 1 && record.outcome?.kind === 'opened')) return [];
  const became = `${record.state}, ${JSON.stringify(record.outcome ?? record.fault ?? null)}`;
  return [`the ${isHostile ? 'hostile ' : ''}mail ${mark} became no ticket: it is ${became}`];
}
