import { createStore, useStore } from '../app/store.js';
import { useFormat } from '../texts/use-texts.js';

const TICK_MS = 30_000;

/** The time that screens show. All clocks step together, twice a minute. */
const now = createStore(new Date());
setInterval(() => now.set(new Date()), TICK_MS);

export function useNow(): Date {
  return useStore(now);
}

/** An instant in the zone of the person, with the whole date as a tooltip. */
export function Moment({ at }: { readonly at: string }) {
  const format = useFormat();
  const date = new Date(at);
  return (
    <time dateTime={at} title={format.full(date)}>
      {format.moment(date, useNow())}
    </time>
  );
}

/** How long ago something was. */
export function Age({ at }: { readonly at: string }) {
  const format = useFormat();
  const date = new Date(at);
  return (
    <time dateTime={at} title={format.full(date)}>
      {format.age(useNow().getTime() - date.getTime())}
    </time>
  );
}
