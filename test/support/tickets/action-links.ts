import type { ParsedMail } from 'mailparser';
import type { LinkAction } from '../../../src/domain/tickets/signed-links/mailed-links.js';
import type { Holdfast } from '../holdfast.js';

export type ActionLinks = Readonly<Record<LinkAction, string>>;

const LABELS = { accept: 'Accept', start: 'Start work', resolve: 'Resolve', decline: 'Decline' } as const;

/** The assignment mails about a ticket, once there are so many. */
export function assignmentMails({ sink }: Holdfast, number: string, count = 1): Promise<ParsedMail[]> {
  return sink.received(count, ({ subject }) => subject?.startsWith(`[${number}] Assigned`) === true);
}

/** Where the lines of an assignment mail lead, without the host. */
export function pathsIn(mail: ParsedMail): ActionLinks {
  const path = (label: string) => new RegExp(`^${label}: \\S+(/a/\\S+)$`, 'mu').exec(mail.text!)![1]!;
  return {
    accept: path(LABELS.accept),
    start: path(LABELS.start),
    resolve: path(LABELS.resolve),
    decline: path(LABELS.decline),
  };
}

interface Page {
  readonly status: number;
  readonly page: string;
  readonly headers: Headers;
}

export async function getPage(url: string): Promise<Page> {
  return toPage(await fetch(url));
}

export async function postForm(url: string, form: Record<string, string> | string = {}): Promise<Page> {
  return toPage(await fetch(url, { method: 'POST', body: new URLSearchParams(form) }));
}

async function toPage(response: Response): Promise<Page> {
  return { status: response.status, page: await response.text(), headers: response.headers };
}
