/** What a request asks of the server beyond plain text. */
export interface RequestForm {
  /** From the strictest to none. */
  readonly output: 'schema' | 'json' | 'text';
  readonly hasTemperature: boolean;
}

/**
 * Remembers which form of a request a server accepts. Servers that speak a vendor's protocol support parts of it, and
 * models differ too: reasoning models refuse a temperature. A form counts only once an answer has come with it, so that
 * a refusal for another reason changes nothing.
 * @param next returns the next form to try after a refusal; null if no other form can help
 */
export function createAdaptingRequest(
  first: RequestForm,
  next: (form: RequestForm, error: unknown) => RequestForm | null,
) {
  let accepted = first;
  return async function send<T>(attempt: (form: RequestForm) => Promise<T>): Promise<T> {
    for (let form = accepted; ;) {
      try {
        const answer = await attempt(form);
        accepted = form;
        return answer;
      } catch (error) {
        const other = next(form, error);
        if (other === null) throw error;
        form = other;
      }
    }
  };
}

/** The statuses with which servers refuse a parameter. */
const PARAMETER_REFUSED = new Set([400, 422, 501]);

/** Gives up the temperature if the error names it, otherwise a level of structured output. */
export function nextForm(
  form: RequestForm,
  { status, message }: { readonly status: number | undefined; readonly message: string },
  levels: readonly RequestForm['output'][],
): RequestForm | null {
  if (status === undefined || !PARAMETER_REFUSED.has(status)) return null;
  if (form.hasTemperature && /\btemperature\b/iu.test(message)) return { ...form, hasTemperature: false };
  const output = levels[levels.indexOf(form.output) + 1];
  return output === undefined ? null : { ...form, output };
}
