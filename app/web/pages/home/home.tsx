import { PageHeader, useSay, Waiting } from '#lib/ui';
import { useCatalogue } from '../../api/catalogue.ts';
import { useReach } from '../../api/reach.ts';
import { Beginning } from './beginning.tsx';
import { DemoProgress } from './demo-progress.tsx';
import './home.css';
import { useOperation } from '../../api/use-operation.ts';
import { Overview } from './overview.tsx';
import { text, wholeUntil } from './text.ts';

/** Where one arrives: the ways to begin, then how things stand. */
export default function HomePage() {
  const say = useSay();
  const catalogue = useCatalogue();
  const reach = useReach();
  const demo = useOperation('demo/state', {});
  if (!catalogue || !demo.data) return <Waiting shape="figures" />;
  const loading = demo.data.state === 'running';
  if (catalogue.events.length === 0 || !reach) return <Beginning loading={loading} />;
  const days = reach.whole(1);
  const whole = 'to' in days && days.to ? say(wholeUntil(days.to)) : '';
  const sentence = reach.live
    ? `${say(text.standing)}${whole}`
    : `${say(text.history)} ${reach.from} – ${reach.to}${say(text.historyEnd)}`;
  return (
    <>
      <PageHeader title={say(text.home)} sentence={sentence} />
      {loading && <DemoProgress />}
      <Overview catalogue={catalogue} reach={reach} />
    </>
  );
}
