import { useState } from 'react';
import { keptValue } from '../../app/kept-value.js';
import { useMe } from '../../app/me.js';
import { EMPTY_FORM, isEmpty, restoreForm, type NewTicketForm } from './kept-form.js';

/**
 * The form of a new ticket, kept in this browser after every key.
 * @param title what a link proposes; a person's own words come first
 */
export function useForm(title: string): {
  readonly form: NewTicketForm;
  readonly change: (part: Partial<NewTicketForm>) => void;
  readonly clear: () => void;
} {
  const me = useMe();
  const [kept] = useState(() => keptValue<Partial<NewTicketForm>>(`holdfast.ask.${me.id}`));
  const [form, setForm] = useState(() => {
    const restored = restoreForm(kept.load());
    return restored.title === '' ? { ...restored, title } : restored;
  });
  return {
    form,
    change: (part) =>
      setForm((before) => {
        const after = { ...before, ...part };
        kept.keep(isEmpty(after) ? null : after);
        return after;
      }),
    clear: () => {
      kept.keep(null);
      setForm(EMPTY_FORM);
    },
  };
}
