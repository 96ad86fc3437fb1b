import { useState } from 'react';
import { Figure, LineChart, Section, useSay } from '#lib/ui';
import { call, type Output } from '../../api/api.ts';
import { useMoments } from '../../api/use-moments.ts';
import { useOperation } from '../../api/use-operation.ts';
import { PeopleSheet } from '../../people/people-sheet.tsx';
import { movedTitle, text } from './text.ts';

type Segment = Output<'segment/get'>;

/** How many days back it is told who came and left. */
const DAYS = 30;
/** More sizes than these are drawn one a day. */
const MOST_DRAWN = 96;

/** How many a segment holds, how many came and left of late, and its size over time. */
export function Course({ segment: { id, size, trend } }: { segment: Segment }) {
  const say = useSay();
  const moments = useMoments();
  const [inside, setInside] = useState<boolean>();
  const { data } = useOperation('segment/changes', { id, days: DAYS });
  const sizes = trend.length > MOST_DRAWN ? lastOfDays(trend, moments.at) : trend;
  return (
    <>
      <div className="segment-figures">
        <Figure name={say(text.size)} value={size} measure="count" />
        <Figure
          name={say(text.entered)}
          value={data?.lately.entered ?? null}
          measure="count"
          {...(data?.lately.entered && { onClick: () => setInside(true) })}
        />
        <Figure
          name={say(text.left)}
          value={data?.lately.left ?? null}
          measure="count"
          {...(data?.lately.left && { onClick: () => setInside(false) })}
        />
      </div>
      <Section title={say(text.trend)}>
        {sizes.length > 1 ? (
          <LineChart
            label={say(text.trend)}
            height={200}
            measure="count"
            data={{
              places: sizes.map(({ at }) => moments.at(at).slice(0, 16)),
              series: [{ key: 'size', name: say(text.size), values: sizes.map((one) => one.size) }],
            }}
          />
        ) : (
          <p className="ui-muted">{say(text.trendLater)}</p>
        )}
      </Section>
      {inside !== undefined && (
        <PeopleSheet
          title={(total) => say(movedTitle(inside, total, DAYS))}
          of={['segment/moved', id, inside]}
          fetchPage={(page, signal) => call('segment/moved', { id, inside, days: DAYS, ...page }, signal)}
          onClose={() => setInside(undefined)}
        />
      )}
    </>
  );
}

function lastOfDays(trend: Segment['trend'], at: (moment: string) => string): Segment['trend'] {
  return [...new Map(trend.map((one) => [at(one.at).slice(0, 10), one])).values()];
}
