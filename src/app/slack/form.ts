import type { CustomField, FieldInput } from '../../domain/tickets/custom-fields.js';
import { cutText } from '../../domain/slack/mrkdwn.js';
import { TITLE_LENGTH } from '../../domain/ticket-fields.js';
import type { SlackBlock } from '../../ports/slack/slack.js';
import type { SaySlack } from './texts/say.js';

/** The names in the form and in the app's manifest. */
export const FORM = {
  callback: 'holdfast_ticket',
  subject: 'subject',
  text: 'text',
  field: 'field.',
} as const;
const INPUT = 'value';
/** An input of Slack takes 3,000 characters. */
const MAX_TEXT = 3_000;
/** Of the 100 blocks of a form; more are filled in on the ticket. */
const MAX_FIELDS = 50;
/** Slack shows 100 options. */
const MAX_OPTIONS = 100;
const MAX_LABEL = 75;

/** The message that the form is about: the ticket's thread begins there. */
export interface FormOrigin {
  readonly channelId: string;
  readonly ts: string | null;
  readonly threadTs: string | null;
  readonly userId: string;
}

export interface FormAnswers {
  readonly title: string;
  readonly text: string;
  readonly fields: FieldInput;
  readonly origin: FormOrigin | null;
}

interface Prefilled {
  readonly origin: FormOrigin;
  readonly text: string;
}

/** The form of a new ticket, with the custom fields of tickets of all categories. */
export function ticketForm(
  say: SaySlack,
  fields: readonly CustomField[],
  { origin, text }: Prefilled,
): SlackBlock {
  return {
    type: 'modal',
    callback_id: FORM.callback,
    private_metadata: JSON.stringify(origin),
    title: plain(cutText(say('form.title'), 24)),
    submit: plain(cutText(say('form.submit'), 24)),
    close: plain(cutText(say('form.cancel'), 24)),
    blocks: [
      input(FORM.subject, say('form.subject'), {
        ...{ type: 'plain_text_input', min_length: TITLE_LENGTH.min, max_length: TITLE_LENGTH.max },
      }),
      input(FORM.text, say('form.text'), {
        ...{ type: 'plain_text_input', multiline: true, min_length: 1, max_length: MAX_TEXT },
        ...(text === '' ? {} : { initial_value: cutText(text, MAX_TEXT) }),
      }),
      ...fields.slice(0, MAX_FIELDS).map(fieldInput),
    ],
  };
}

function fieldInput({ name, label, rules, required }: CustomField): SlackBlock {
  const element = elementOf(rules);
  const isOptional = required !== 'at_submission';
  return { ...input(`${FORM.field}${name}`, label, element), optional: isOptional };
}

function elementOf(rules: CustomField['rules']): SlackBlock {
  switch (rules.type) {
    case 'text':
      return { type: 'plain_text_input', max_length: Math.min(rules.maxLength, MAX_TEXT) };
    case 'number':
      return {
        type: 'number_input',
        is_decimal_allowed: true,
        ...(rules.min === null ? {} : { min_value: String(rules.min) }),
        ...(rules.max === null ? {} : { max_value: String(rules.max) }),
      };
    case 'date':
      return { type: 'datepicker' };
    case 'choice': {
      const options = rules.options.slice(0, MAX_OPTIONS);
      return {
        type: 'static_select',
        options: options.map((value, index) => ({
          text: plain(cutText(value, MAX_LABEL)),
          value: String(index),
        })),
      };
    }
  }
}

function input(block: string, label: string, element: SlackBlock): SlackBlock {
  return {
    type: 'input',
    block_id: block,
    label: plain(label),
    element: { ...element, action_id: INPUT },
  };
}

function plain(text: string): SlackBlock {
  return { type: 'plain_text', text };
}

interface SubmittedView {
  readonly private_metadata: string;
  readonly state?:
    | {
        readonly values: Readonly<
          Record<
            string,
            Readonly<
              Record<
                string,
                {
                  readonly value?: string | null | undefined;
                  readonly selected_option?: { readonly value: string } | null | undefined;
                  readonly selected_date?: string | null | undefined;
                }
              >
            >
          >
        >;
      }
    | undefined;
}

/** The answers as they were sent. Choices are still their places in the list, and numbers are texts. */
export function formAnswers({ private_metadata: metadata, state }: SubmittedView): FormAnswers {
  const answers = Object.entries(state?.values ?? {}).map(([block, inputs]): [string, string] => {
    const given = inputs[INPUT];
    return [block, given?.value ?? given?.selected_option?.value ?? given?.selected_date ?? ''];
  });
  const of = (block: string) => answers.find(([name]) => name === block)?.[1] ?? '';
  const fields = answers.flatMap(([block, value]): [string, string][] =>
    block.startsWith(FORM.field) && value !== '' ? [[block.slice(FORM.field.length), value]] : [],
  );
  return {
    title: of(FORM.subject),
    text: of(FORM.text),
    fields: Object.fromEntries(fields),
    origin: originIn(metadata),
  };
}

function originIn(metadata: string): FormOrigin | null {
  if (metadata === '') return null;
  const { channelId, ts, threadTs, userId } = JSON.parse(metadata) as Partial<FormOrigin>;
  if (typeof channelId !== 'string' || typeof userId !== 'string') return null;
  return { channelId, userId, ts: ts ?? null, threadTs: threadTs ?? null };
}

/** The values by the rules of their fields, and the faults by the blocks of the form. */
export function fieldValues(
  say: SaySlack,
  fields: readonly CustomField[],
  given: FieldInput,
): { readonly values: FieldInput; readonly faults: Readonly<Record<string, string>> } {
  const values: Record<string, string | number> = {};
  const faults: Record<string, string> = {};
  for (const { name, rules } of fields) {
    const value = given[name];
    if (value === undefined || value === null) continue;
    if (rules.type === 'choice') values[name] = rules.options[Number(value)] ?? '';
    else if (rules.type === 'number') {
      if (Number.isFinite(Number(value))) values[name] = Number(value);
      else faults[`${FORM.field}${name}`] = say('form.number');
    } else values[name] = value;
  }
  return { values, faults };
}
