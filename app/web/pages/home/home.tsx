import { PageHeader, useSay, Waiting } from '#lib/ui';
import { useCatalogue } from '../../door/catalogue.ts';
import { Beginning } from './beginning.tsx';
import './home.css';
import { Overview } from './overview.tsx';
import { text } from './text.ts';

/** Where one arrives: the ways to begin, then how things stand. */
export default function HomePage() {
  const say = useSay();
  const catalogue = useCatalogue();
  if (!catalogue) return <Waiting shape="figures" />;
  if (catalogue.events.length === 0) return <Beginning />;
  return (
    <>
      <PageHeader title={say(text.home)} />
      <Overview catalogue={catalogue} />
    </>
  );
}
