import { uuidv7 } from 'uuidv7';
import { SAMPLES } from '../../src/cli/demo/samples.js';
import { startHoldfast, type Holdfast } from '../support/holdfast.js';
import { dataOf, type Answer } from '../support/http-client.js';

/**
 * The instant of every page and of the server. It is in the future: MongoDB removes expired sessions by its own clock.
 * It is within the working hours of the default calendar.
 */
export const NOW = new Date('2031-03-05T10:30:00Z');

/** What screens are asked for by. */
export interface Names {
  readonly ticket: string;
  readonly title: string;
  readonly comment: string;
  readonly solved: string;
  readonly rtl: string;
  readonly rtlTitle: string;
  readonly wide: string;
  readonly view: string;
  readonly article: string;
  readonly articleTitle: string;
}

const COMMENT = 'It is the profile of the old office.';
const RTL_TITLE = 'המדפסת בקומה השנייה לא עובדת';
const ARTICLE = 'Use the new VPN profile';
/** Wide characters without a place to break. */
const WIDE_TITLE = 'W'.repeat(200);

async function right(call: Promise<Answer>): Promise<void> {
  const { status, body } = await call;
  if (status >= 400) throw new Error(JSON.stringify(body));
}

/** The worker writes notifications, and there is none. */
async function notify({ mongo, deps }: Holdfast, personId: string, number: string): Promise<void> {
  const ticket = await mongo.collection('tickets').findOne({ number });
  const at = deps.clock.now();
  await mongo.collection<{ _id: string; expiresAt: Date }>('notifications').insertOne({
    ...{ _id: `${uuidv7()}.${personId}`, personId, kind: 'assigned', ticketId: ticket?._id },
    ...{ ticketNumber: number, eventId: uuidv7(), actorId: null, at, readAt: null, storedAt: at },
    expiresAt: new Date(at.getTime() + 86_400_000),
  });
}

/** A Holdfast with the same data each time, down to the minute and the number. */
export async function startFixedDesk(
  environment: Record<string, string>,
): Promise<{ readonly holdfast: Holdfast; readonly names: Names }> {
  const holdfast = await startHoldfast({ worker: false, environment });
  const clock: { now: () => Date } = holdfast.deps.clock;
  const minutesAgo = (minutes: number) => {
    clock.now = () => new Date(NOW.getTime() - minutes * 60_000);
  };
  minutesAgo(300);
  await holdfast.mongo
    .collection<{ _id: string }>('counters')
    .updateOne({ _id: `ticket-number-${NOW.getUTCFullYear()}` }, { $set: { next: 4_201 } }, { upsert: true });
  const [alice, bob, maya, admin] = await Promise.all(
    (['alice', 'bob', 'maya', 'admin'] as const).map((name) => holdfast.client(name)),
  );
  const number = async (minutes: number, title: string, description: string): Promise<string> => {
    minutesAgo(minutes);
    return (await dataOf(alice!.api.POST('/api/v1/tickets', { body: { title, description } }))).number;
  };
  const say = async (minutes: number, who: typeof alice, ticket: string, body: object) => {
    minutesAgo(minutes);
    await right(who!.post(`/api/v1/tickets/${ticket}/comments`, body));
  };
  const { id: bobId } = (await bob!.get('/api/v1/auth/me')).body;

  const [first, mail, printer, urgent] = SAMPLES;
  const solved = await number(280, mail.title, mail.description);
  const rtl = await number(200, RTL_TITLE, 'שלום, המדפסת מדפיסה דפים ריקים מאז הבוקר. תודה!');
  const wide = await number(180, WIDE_TITLE, WIDE_TITLE);
  await number(120, printer.title, printer.description);
  const ticket = await number(95, first.title, first.description);
  await number(30, urgent.title, urgent.description);

  minutesAgo(90);
  for (const one of [ticket, rtl]) {
    await right(admin!.patch(`/api/v1/tickets/${one}/assign`, { assignee_id: bobId }));
  }
  await right(admin!.patch(`/api/v1/tickets/${ticket}`, { priority: 'high' }));
  await notify(holdfast, bobId, ticket);
  await say(80, bob, ticket, { body: 'Thank you, Alice. **Which profile** is it?\n\n1. Old\n2. New' });
  await say(75, maya, ticket, { body: 'Bob, you had the same last week. @Bob', is_internal: true });
  await say(60, alice, ticket, { body: COMMENT });
  await say(270, bob, solved, { body: 'Please restart Outlook once.' });
  minutesAgo(250);
  await dataOf(
    bob!.api.POST('/api/v1/tickets/{ticket}/resolve', {
      params: { path: { ticket: solved } },
      body: { resolution_code: 'fixed' },
    }),
  );
  minutesAgo(240);
  const article = await dataOf(
    bob!.api.POST('/api/v1/knowledge', {
      body: {
        title: ARTICLE,
        question: 'Why does my VPN drop?',
        answer:
          'Remove the **old profile**, then install the new one:\n\n1. Open the settings.\n2. Choose *VPN*.',
        visibility: 'public',
        state: 'published',
      },
    }),
  );
  const view = await dataOf(
    bob!.api.POST('/api/v1/views', { body: { name: 'High and urgent', filters: { priority: ['high'] } } }),
  );
  // Screens mark what they show as read. Only the last ticket is shown by none.
  for (const one of [ticket, rtl, wide, solved]) {
    for (const who of [alice, bob]) await right(who!.put(`/api/v1/tickets/${one}/read`, {}));
  }
  minutesAgo(0);
  return {
    holdfast,
    names: {
      ...{ ticket, title: first.title, comment: COMMENT, solved, rtl, rtlTitle: RTL_TITLE, wide },
      ...{ view: view.id, article: article.id, articleTitle: ARTICLE },
    },
  };
}
