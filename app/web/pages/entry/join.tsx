import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import type { SessionState } from '#app/server';
import { FaultNotice, useSay } from '#lib/ui';
import { type ApiFault, callAs, request } from '../../api/api.ts';
import { within } from '../../api/base.ts';
import { usePreferences } from '../../api/preferences.tsx';
import { text } from './text.ts';
import type { Welcome } from './welcome.ts';

interface Props {
  readonly state: SessionState;
  readonly token: string | undefined;
  readonly welcome: Welcome;
}

/** Who is logged in agrees to an invitation; who is somebody else is asked to go first. */
export function Join({ state, token, welcome }: Props) {
  const say = useSay();
  const client = useQueryClient();
  const { language } = usePreferences();
  const mine = state.account?.email === welcome.email;
  const { mutate, error, isPending } = useMutation<SessionState, ApiFault>({
    mutationFn: async () => {
      callAs({ csrf: state.csrf ?? '', project: undefined, language });
      const [way, json] = mine ? ['join', { token }] : ['logout', {}];
      const response = await request(`/api/session/${way}`, { method: 'POST', json });
      return mine ? response.json() : (await request('/api/session')).json();
    },
    onSuccess: (next) => {
      if (mine) window.history.replaceState(null, '', within('/'));
      client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'session' });
      client.setQueryData(['session'], next);
    },
  });
  const [email, present] = [welcome.email ?? '', state.account?.email ?? ''];
  return (
    <>
      <h2>{say(text.accept)}</h2>
      <p>{welcome.project && say(text.into(welcome.project))}</p>
      <p className="ui-muted">{say(mine ? text.asYou(present) : text.forOther(email, present))}</p>
      {error && <FaultNotice message={error.message} code={error.code} />}
      <Button type="primary" block loading={isPending} onClick={() => mutate()}>
        {say(mine ? text.join : text.logout)}
      </Button>
    </>
  );
}
