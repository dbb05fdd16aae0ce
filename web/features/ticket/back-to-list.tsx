import { useRouter } from '@tanstack/react-router';
import { useSay } from '../../texts/use-texts.js';
import { Button } from '../../ui/button.js';
import { lastList } from '../ticket-parts/last-list.js';

/** Goes to the list that the ticket was opened from, with its filters. */
export function BackToList() {
  const say = useSay();
  const { history } = useRouter();
  return (
    <Button
      kind="quiet"
      icon="left"
      aria-label={say('ticket.back')}
      onClick={() => history.push(lastList.get().href)}
    />
  );
}
