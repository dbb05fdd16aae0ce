import { useMutation, useQuery } from '@tanstack/react-query';
import { answerOf, api } from '../../app/api.js';
import { useMe } from '../../app/me.js';
import { useSay } from '../../texts/use-texts.js';
import { Button } from '../../ui/button.js';
import { ButtonLink } from '../../ui/button-link.js';
import { saveFile } from './save-file.js';
import styles from './profile.module.css';
import { Outcome, Section } from './section.js';

const POLL_MS = 2_000;

/** What is stored of the person: all of it as a file. Erasure is done by an administrator, who is asked by a ticket. */
export function PrivacySection() {
  const say = useSay();
  const me = useMe();
  const start = useMutation({
    mutationFn: async () => {
      const answer = await answerOf(
        api.GET('/api/v1/users/{user}/export', { params: { path: { user: me.id } } }),
      );
      if ('job' in answer) return answer.job.id;
      saveFile('holdfast-export.json', JSON.stringify(answer, null, 2));
      return null;
    },
  });
  const jobId = start.data ?? null;
  const job = useQuery({
    queryKey: ['exports', jobId],
    enabled: jobId !== null,
    queryFn: ({ signal }) =>
      answerOf(
        api.GET('/api/v1/users/{user}/exports/{job}', {
          params: { path: { user: me.id, job: jobId ?? '' } },
          signal,
        }),
      ),
    refetchInterval: ({ state }) => (state.data?.file === null ? POLL_MS : false),
  });
  const file = job.data?.file ?? null;
  const isRunning = jobId !== null && file === null && job.error === null;
  const done = isRunning
    ? say('profile.export.running')
    : file === null && start.isSuccess
      ? say('profile.export.done')
      : null;
  return (
    <Section title={say('profile.privacy')} hint={say('profile.privacy.hint')}>
      <span className={styles['buttons']}>
        <Button isPending={start.isPending || isRunning} onClick={() => start.mutate()}>
          {say('profile.export')}
        </Button>
        {file === null ? null : (
          <a href={file.url} download>
            {say('profile.export.file')}
          </a>
        )}
      </span>
      <Outcome error={start.error ?? job.error} done={done} />
      <p>{say('profile.erase.hint')}</p>
      <span>
        <ButtonLink to="/ask" search={{ title: say('profile.erase.title') }}>
          {say('profile.erase')}
        </ButtonLink>
      </span>
    </Section>
  );
}
