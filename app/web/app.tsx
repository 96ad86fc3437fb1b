import { lazy, Suspense } from 'react';
import { Redirect, Route, Switch } from 'wouter';
import { FaultNotice, Waiting } from '#lib/ui';
import { analysisMenu } from '#loop/ask/view';
import { SignedProvider, useSessionState } from './api/session.tsx';
import { Shell } from './frame/shell.tsx';
import { tokenInAddress } from './pages/entry/welcome.ts';

const Entry = lazy(() => import('./pages/entry/entry.tsx'));
const Home = lazy(() => import('./pages/home/home.tsx'));
const Sources = lazy(() => import('./pages/collect/sources.tsx'));
const Names = lazy(() => import('./pages/names/names.tsx'));
const Import = lazy(() => import('./pages/import/import.tsx'));
const Live = lazy(() => import('./pages/collect/live.tsx'));
const Rejects = lazy(() => import('./pages/collect/rejects.tsx'));
const Keys = lazy(() => import('./pages/keys/keys.tsx'));
const People = lazy(() => import('./pages/people/people.tsx'));
const Person = lazy(() => import('./pages/people/person.tsx'));
const Segments = lazy(() => import('./pages/segments/segments.tsx'));
const Segment = lazy(() => import('./pages/segments/segment.tsx'));
const Ask = lazy(() => import('./pages/ask/ask.tsx'));
const Questions = lazy(() => import('./pages/ask/questions.tsx'));
const SavedQuestion = lazy(() => import('./pages/ask/saved-question.tsx'));
const Settings = lazy(() => import('./pages/settings/settings.tsx'));
const Runs = lazy(() => import('./pages/runs/runs.tsx'));
const Gallery = lazy(() => import('./pages/gallery/gallery.tsx'));
const Missing = lazy(() => import('./pages/missing.tsx'));

/** Who sits here decides what is shown: the way in, or the product. */
export function App() {
  const { data: state, error, refetch } = useSessionState();
  if (error)
    return <FaultNotice page message={error.message} code={error.code} onRetry={() => void refetch()} />;
  if (!state) return <Waiting shape="figures" />;
  const { account } = state;
  if (!account || state.projects.length === 0 || tokenInAddress() !== undefined)
    return (
      <Suspense fallback={<Waiting shape="figures" />}>
        <Entry state={state} />
      </Suspense>
    );
  return (
    <SignedProvider state={{ ...state, account }}>
      <Shell>
        <Suspense fallback={<Waiting shape="figures" />}>
          <Pages />
        </Suspense>
      </Shell>
    </SignedProvider>
  );
}

function Pages() {
  return (
    <Switch>
      <Route path="/" component={Home} />
      <Route path="/collect" component={Sources} />
      <Route path="/collect/names" component={Names} />
      <Route path="/collect/import" component={Import} />
      <Route path="/collect/live" component={Live} />
      <Route path="/collect/rejects" component={Rejects} />
      <Route path="/collect/keys" component={Keys} />
      <Route path="/people" component={People} />
      <Route path="/people/:person" component={Person} />
      <Route path="/segments" component={Segments} />
      <Route path="/segments/:id" component={Segment} />
      <Route path="/ask">
        <Redirect to={`/ask/${analysisMenu[0]?.kind}`} />
      </Route>
      <Route path="/ask/:kind" component={Ask} />
      <Route path="/questions" component={Questions} />
      <Route path="/questions/:id" component={SavedQuestion} />
      <Route path="/settings" component={Settings} />
      <Route path="/runs" component={Runs} />
      <Route path="/gallery" component={Gallery} />
      <Route component={Missing} />
    </Switch>
  );
}
