import { useQuery, useQueryClient } from '@tanstack/react-query';
import { createContext, Fragment, type ReactNode, useContext, useMemo, useState } from 'react';
import type { SessionState } from '#app/server';
import { Waiting } from '#lib/ui';
import { type ApiFault, callAs, request } from './api.ts';
import { usePreferences } from './preferences.tsx';

export type Project = SessionState['projects'][number];

interface Signed {
  readonly email: string;
  readonly projects: readonly Project[];
  readonly project: Project;
  readonly logout: () => Promise<void>;
  readonly reload: () => Promise<void>;
}

const SignedContext = createContext<Signed | undefined>(undefined);

/** Reads who is logged in. */
export function useSessionState() {
  return useQuery<SessionState, ApiFault>({
    queryKey: ['session'],
    queryFn: async ({ signal }) =>
      (await request('/api/session', { signal })).json() as Promise<SessionState>,
    staleTime: 60_000,
  });
}

interface ProviderProps {
  readonly state: SessionState & { account: NonNullable<SessionState['account']> };
  readonly children: ReactNode;
}

/** The person and the project in view, for everything below. */
export function SignedProvider({ state, children }: ProviderProps) {
  const client = useQueryClient();
  const { project: chosen, language } = usePreferences();
  const project = state.projects.find(({ id }) => id === chosen) ?? state.projects[0];
  const projectId = project?.id;
  callAs({ csrf: state.csrf ?? '', project: projectId, language });
  useOnlyOf(projectId);
  const [leaving, setLeaving] = useState(false);
  const signed = useMemo(
    () =>
      project && {
        email: state.account.email,
        projects: state.projects,
        project,
        logout: async () => {
          const others = { predicate: isOfThePages };
          // pages that look again and again would do so without a session
          setLeaving(true);
          try {
            await client.cancelQueries(others);
            await request('/api/session/logout', { method: 'POST', json: {} });
            await client.refetchQueries({ queryKey: ['session'] });
            client.removeQueries(others);
          } finally {
            setLeaving(false);
          }
        },
        reload: async () => {
          await client.invalidateQueries({ queryKey: ['session'] });
        },
      },
    [state, project, client],
  );
  return (
    <SignedContext value={signed}>
      {leaving ? <Waiting shape="figures" /> : <Fragment key={projectId}>{children}</Fragment>}
    </SignedContext>
  );
}

const isOfThePages = ({ queryKey }: { readonly queryKey: readonly unknown[] }) => queryKey[0] !== 'session';

/** What was fetched for one project is never shown in another: it is forgotten before the other is drawn. */
function useOnlyOf(project: number | undefined): void {
  const client = useQueryClient();
  const [held, hold] = useState(project);
  if (held === project) return;
  client.removeQueries({ predicate: ({ queryKey: [name] }) => name !== 'session' && name !== 'face' });
  hold(project);
}

export function useSigned(): Signed {
  const signed = useContext(SignedContext);
  if (!signed) throw new Error('useSigned outside of a session');
  return signed;
}
