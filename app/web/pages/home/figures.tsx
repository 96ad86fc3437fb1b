import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useLocation } from 'wouter';
import { FaultNotice, Figure, Tiles, useSay, Waiting } from '#lib/ui';
import type { analyses } from '#loop/ask';
import type { Draft } from '#loop/ask/view';
import { type Catalogue, eventTitle, purchaseEventOf } from '#loop/condition';
import { type ApiFault, call, type Output } from '../../api/api.ts';
import type { Reach } from '../../api/reach.ts';
import { addressOf } from '../../question/question-state.ts';
import type { TrendAnswer } from './daily-headline.ts';
import { lastDays, text } from './text.ts';

type RetentionAnswer = Parameters<(typeof analyses)['retention']['table']>[0];

interface Props {
  readonly catalogue: Catalogue;
  readonly reach: Reach;
  /** Called when the numbers stand, or cannot be had. */
  readonly onSettled: () => void;
}

const DAYS = 7;

/** The few numbers that say how things stand, each against the seven days before; a click asks on. */
export function Figures({ catalogue, reach, onSettled }: Props) {
  const say = useSay();
  const purchase = purchaseEventOf(catalogue.events);
  const span = reach.whole(DAYS);
  const series = [
    { event: '*', count: 'people' },
    { event: '*', count: 'events' },
    ...(purchase ? [{ event: purchase, count: 'events' }] : []),
  ];
  const trend = useAnswer({ kind: 'trend', span, unit: 'day', compare: 'previous', series });
  const arrivals = useAnswer({
    kind: 'retention',
    span: reach.whole(2 * DAYS),
    unit: 'day',
    periods: 2,
    entry: 'ever',
  });
  const fault = trend.error ?? arrivals.error;
  const settled = fault !== null || (trend.data !== undefined && arrivals.data !== undefined);
  useEffect(() => {
    if (settled) onSettled();
  }, [settled, onSettled]);
  if (fault) return <FaultNotice message={fault.message} code={fault.code} />;
  if (!trend.data || !arrivals.data) return <Waiting shape="figures" />;
  const now = trend.data.answer as TrendAnswer;
  const before = trend.data.before as TrendAnswer | undefined;
  const born = (arrivals.data.answer as RetentionAnswer).curves[0]?.cohorts.map(({ size }) => size) ?? [];
  const counted = (place: number) => ({
    value: now.totals[place] ?? null,
    before: before?.complete ? (before.totals[place] ?? null) : null,
    trend: now.lines.find((line) => line.series === place && !line.group)?.values,
  });
  const ask = (event: string, count: string): Draft => ({
    kind: 'trend',
    span: reach.last(30, 'day'),
    series: [{ event, count }],
  });
  return (
    <div className="home-figures">
      <Tiles min={156}>
        <Asked name={say(text.active)} {...counted(0)} question={ask('*', 'people')} />
        <Asked
          name={say(text.fresh)}
          value={sum(born.slice(-DAYS))}
          before={before?.complete ? sum(born.slice(-2 * DAYS, -DAYS)) : null}
          trend={born.slice(-DAYS)}
          question={{ kind: 'retention', span: reach.last(30, 'day'), unit: 'day', entry: 'ever' }}
        />
        {purchase && (
          <Asked
            name={say(lastDays(eventTitle(catalogue, purchase)))}
            {...counted(2)}
            question={ask(purchase, 'events')}
          />
        )}
        <Asked name={say(text.events)} {...counted(1)} question={ask('*', 'events')} />
      </Tiles>
    </div>
  );
}

interface AskedProps {
  readonly name: string;
  readonly value: number | null;
  readonly before: number | null;
  readonly trend: readonly (number | null)[] | undefined;
  readonly question: Draft;
}

function Asked({ question, ...figure }: AskedProps) {
  const say = useSay();
  const [, go] = useLocation();
  return (
    <Figure
      {...figure}
      measure="count"
      beforeName={say(text.before)}
      onClick={() => go(addressOf(question))}
    />
  );
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, one) => total + one, 0);

function useAnswer(question: Draft) {
  return useQuery<Output<'ask'>, ApiFault>({
    queryKey: ['ask', question],
    queryFn: ({ signal }) => call('ask', question, signal),
    retry: false,
  });
}
