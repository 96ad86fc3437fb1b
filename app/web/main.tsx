// before any schema is made
import './without-eval.ts';
import { MutationCache, QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Router } from 'wouter';
import { TellProvider } from '#lib/ui';
import { ApiFault } from './api/api.ts';
import { base, standUnderBase } from './api/base.ts';
import { PreferencesProvider } from './api/preferences.tsx';
import { App } from './app.tsx';

/** A session that ended elsewhere leads back to the way in. */
const onError = (error: Error) => {
  if (error instanceof ApiFault && error.code === 'access.not-logged-in')
    void client.invalidateQueries({ queryKey: ['session'] });
};

const client: QueryClient = new QueryClient({
  queryCache: new QueryCache({ onError }),
  mutationCache: new MutationCache({ onError }),
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      refetchOnWindowFocus: false,
      retry: (times, error) => error instanceof ApiFault && error.status >= 502 && times < 3,
    },
  },
});

standUnderBase();
const root = document.getElementById('root');
if (!root) throw new Error('the page has no #root');
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={client}>
      <PreferencesProvider>
        <TellProvider>
          <Router base={base}>
            <App />
          </Router>
        </TellProvider>
      </PreferencesProvider>
    </QueryClientProvider>
  </StrictMode>,
);
