import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { confirmByToast } from '../../../app/toasts.js';
import { useAdminSay } from '../texts/texts.js';
import { Button } from '../../../ui/button.js';
import { Confirm } from './confirm.js';
import { Fault } from './fault.js';
import { resourceKey } from './queries.js';
import type { ItemAction } from './resource.js';
import { call } from './transport.js';

/** A button for one call. It reads the list again afterwards. */
export function ActionButton({
  action,
  path,
  resource,
  version,
  isSmall = false,
  onDone,
}: {
  readonly action: ItemAction;
  readonly path: string;
  readonly resource: string;
  readonly version?: number | undefined;
  readonly isSmall?: boolean;
  readonly onDone?: (answer: unknown) => void;
}) {
  const say = useAdminSay();
  const queries = useQueryClient();
  const [isAsking, setAsking] = useState(false);
  const run = useMutation({
    mutationFn: () => call(path + action.path, { method: action.method, body: action.body, version }),
    onSuccess: (answer) => {
      setAsking(false);
      confirmByToast(say('done', { what: say(action.label) }));
      void queries.invalidateQueries({ queryKey: resourceKey(resource) });
      onDone?.(answer);
    },
  });
  const isDangerous = action.isDangerous === true;
  return (
    <>
      <Button
        isSmall={isSmall}
        isPending={run.isPending}
        onClick={() => {
          if (action.confirm === undefined) run.mutate();
          else setAsking(true);
        }}
      >
        {say(action.label)}
      </Button>
      {isAsking && action.confirm !== undefined ? (
        <Confirm
          title={say(action.label)}
          question={say(action.confirm)}
          isDangerous={isDangerous}
          isPending={run.isPending}
          error={run.error}
          onConfirm={() => run.mutate()}
          onClose={() => setAsking(false)}
        />
      ) : (
        <Fault error={run.error} hasInputs={false} />
      )}
    </>
  );
}
