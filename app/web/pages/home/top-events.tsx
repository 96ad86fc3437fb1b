import { Link } from 'wouter';
import { formatFull, formatNumber, Section, useLanguage, useSay } from '#lib/ui';
import { type Catalogue, eventTitle } from '#loop/condition';
import type { Reach } from '../../api/reach.ts';
import { addressOf } from '../../question/question-state.ts';
import { text } from './text.ts';

const SHOWN = 6;

/** What people do most, each a way to its trend. */
export function TopEvents({ catalogue, reach }: { catalogue: Catalogue; reach: Reach }) {
  const say = useSay();
  const language = useLanguage();
  const most = catalogue.events[0]?.count ?? 1;
  const trendOf = (event: string) =>
    addressOf({ kind: 'trend', span: reach.last(30, 'day'), series: [{ event, count: 'events' }] });
  return (
    <Section title={say(text.topEvents)} paper actions={<Link href="/collect">{say(text.all)}</Link>}>
      <ul className="home-list">
        {catalogue.events.slice(0, SHOWN).map(({ name, count }) => (
          <li key={name}>
            <Link className="ui-ellipsis" href={trendOf(name)}>
              {say(eventTitle(catalogue, name))}
            </Link>
            <span className="home-bar" aria-hidden>
              <span style={{ width: `${(100 * count) / most}%` }} />
            </span>
            <span className="home-count" title={formatFull(count)}>
              {formatNumber(count, language)}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
