import { Link } from 'wouter';
import { daysBetween } from '#lib/core';
import { FaultNotice, Section, useSay, Waiting } from '#lib/ui';
import type { Draft } from '#loop/ask/view';
import type { Catalogue } from '#loop/condition';
import type { Reach } from '../../api/reach.ts';
import { useOperation } from '../../api/use-operation.ts';
import { AskCard } from '../../question/ask-card.tsx';
import { dailyHeadline, type TrendAnswer } from './daily-headline.ts';
import { Figures } from './figures.tsx';
import { standingSentence } from './sentence.ts';
import { text } from './text.ts';
import { Today } from './today.tsx';
import { TopEvents } from './top-events.tsx';
import { useStanding } from './use-standing.ts';

interface Props {
  readonly catalogue: Catalogue;
  readonly reach: Reach;
}

/** How many periods the triangle of the overview shows. */
const periods = { hour: 24, day: 14, week: 10, month: 12, quarter: 8, year: 5 } as const;

/** Two years, a month for a row. */
const SHORT_DAYS = 731;

/** As many as fit beside the names without scrolling. */
const SHOWN_COLUMNS = 7;

/** How things stand: the numbers, who stays, who comes each day, and what the team keeps asking. */
export function Overview({ catalogue, reach }: Props) {
  const say = useSay();
  const { standing, fault } = useStanding(catalogue, reach);
  const sentence = standing && standingSentence(standing.tiles, reach.live);
  // The charts and their code come after the numbers, so that these stand at once.
  const settled = standing !== undefined || fault !== undefined;
  const shown = periods[reach.unit];
  // new people of a piece of history came at its beginning: where it is short, all of it is shown
  const isShort = !reach.live && daysBetween(reach.from, reach.to) <= SHORT_DAYS;
  const stays: Draft = {
    kind: 'retention',
    span: isShort ? { from: reach.from, to: reach.to } : reach.last(shown, reach.unit),
    unit: reach.unit,
    periods: Math.min(shown, SHOWN_COLUMNS),
    entry: 'ever',
  };
  const daily: Draft = {
    kind: 'trend',
    span: reach.whole(30),
    compare: 'previous',
    series: [{ event: '*', count: 'people', name: say(text.visitors) }],
  };
  return (
    <>
      {fault && <FaultNotice message={fault.message} code={fault.code} />}
      {!settled && <Waiting shape="figures" />}
      {standing && (
        <>
          {sentence && <p className="home-sentence">{say(sentence)}</p>}
          <Figures tiles={standing.tiles} />
          <Today moved={standing.moved} />
        </>
      )}
      <div className="home-cards">
        <div>{settled && <AskCard title={say(text.who)} question={stays} catalogue={catalogue} />}</div>
        <div>
          {settled && (
            <AskCard
              title={say(text.everyDay)}
              question={daily}
              catalogue={catalogue}
              headline={({ answer, before }) => dailyHeadline(answer as TrendAnswer, before as TrendAnswer)}
              parts
            />
          )}
          <TopEvents catalogue={catalogue} reach={reach} />
          <Saved />
        </div>
      </div>
    </>
  );
}

function Saved() {
  const say = useSay();
  const { data } = useOperation('definition/list', { kind: 'question', limit: 8 });
  if (!data) return null;
  return (
    <Section title={say(text.saved)} paper>
      {data.definitions.length === 0 && <p className="ui-muted">{say(text.noSaved)}</p>}
      <ul className="home-list">
        {data.definitions.map(({ id, name, about, page }) => (
          <li key={id}>
            <Link className="ui-ellipsis" href={page}>
              {name}
            </Link>
            <span className="ui-muted">{about && say(about)}</span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
