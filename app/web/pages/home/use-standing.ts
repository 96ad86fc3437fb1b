import { useQuery } from '@tanstack/react-query';
import type { Words } from '#lib/core';
import type { Draft } from '#loop/ask/view';
import { amountOf, type Catalogue, eventTitle, purchaseEventOf } from '#loop/condition';
import { type ApiFault, call, type Output } from '../../api/api.ts';
import type { Reach } from '../../api/reach.ts';
import { useOperation } from '../../api/use-operation.ts';
import { type Course, type Move, standout } from './standout.ts';
import { boughtAgain, eventsOf, text } from './text.ts';
import {
  type Answer,
  convertedOf,
  freshTile,
  nextDayTile,
  type Tile,
  type Trend,
  trendFigures,
  weeklyRates,
  wholePeriods,
} from './tiles-of-answers.ts';
import {
  arrivalsQuestion,
  DAYS,
  daysOf,
  EVENTS,
  MONEY,
  MONTH,
  PEOPLE,
  repeatQuestion,
  type Subjects,
  weekQuestion,
  weeksQuestion,
} from './week-questions.ts';

/** What moved: a figure by its name, and the question that shows it. */
export interface Moved extends Course, Move {
  readonly name: Words;
  readonly question: Draft;
}

export interface Standing {
  readonly tiles: readonly Tile[];
  readonly moved: Moved | undefined;
}

/** How things stand in the last days; undefined while it is asked. */
export function useStanding(catalogue: Catalogue, reach: Reach): { standing?: Standing; fault?: ApiFault } {
  const purchase = purchaseEventOf(catalogue.events);
  const ofPurchase = useOperation(
    'property/list',
    { owner: 'event', event: purchase },
    { enabled: purchase !== undefined, staleTime: 60_000 },
  );
  const ready = purchase === undefined || ofPurchase.data !== undefined || ofPurchase.error !== null;
  const subjects: Subjects = {
    purchase,
    amount: amountOf(ofPurchase.data?.properties ?? []),
    top: [...new Set([...(purchase ? [purchase] : []), ...catalogue.events.map(({ name }) => name)])].slice(
      0,
      TOP,
    ),
  };
  const repeat = repeatQuestion(reach, subjects);
  const week = useAnswer(weekQuestion(reach, subjects), ready);
  const weeks = useAnswer(weeksQuestion(reach));
  const arrivals = useAnswer(arrivalsQuestion(reach));
  const again = useAnswer(repeat?.question, ready);
  const againWeeks = useAnswer(repeat?.weeks, ready);
  const fault = week.error ?? arrivals.error ?? weeks.error ?? again.error ?? againWeeks.error;
  if (fault) return { fault };
  const span = daysOf(reach, DAYS);
  if (!week.data || !weeks.data || !arrivals.data || !span || (repeat && !again.data)) return {};
  const trend = trendFigures(week.data);
  const month = reach.whole(MONTH);
  const draw = (event: string, count: unknown): Draft => ({
    kind: 'trend',
    span: month,
    compare: 'previous',
    series: [{ event, count }],
  });
  const moneyName = subjects.amount
    ? text.revenue
    : purchase
      ? eventsOf(eventTitle(catalogue, purchase))
      : text.events;
  const moneyQuestion = draw(purchase ?? '*', subjects.amount ? { sum: subjects.amount } : 'events');
  const tiles: (Tile | undefined)[] = [
    {
      key: 'daily',
      name: text.daily,
      span,
      ...trend.average(PEOPLE),
      measure: 'count',
      question: draw('*', 'people'),
    },
    {
      key: 'weekly',
      name: text.weekly,
      span,
      ...trend.total(PEOPLE),
      trend: wholePeriods(weeks.data.answer as Trend),
      measure: 'count',
      question: weeksQuestion(reach),
    },
    freshTile(arrivals.data, reach, span),
    {
      key: 'money',
      name: moneyName,
      span,
      ...trend.total(purchase ? MONEY : EVENTS),
      measure: 'count',
      question: moneyQuestion,
    },
    repeat && again.data
      ? {
          key: 'repeat',
          name: boughtAgain(repeat.n),
          span: repeat.span,
          value: convertedOf(again.data.answer as Answer<'funnel'>),
          before: convertedOf(again.data.before as Answer<'funnel'> | undefined),
          measure: 'rate',
          trend: againWeeks.data ? weeklyRates(againWeeks.data.answer as Answer<'funnel'>) : [],
          question: repeat.question,
        }
      : nextDayTile(arrivals.data, reach),
  ];
  const first = purchase ? MONEY + 1 : MONEY;
  const moved = standout<Course & Pick<Moved, 'name' | 'question'>>([
    { name: text.visitors, question: draw('*', 'people'), ...trend.course(PEOPLE) },
    {
      name: moneyName,
      question: moneyQuestion,
      ...trend.course(purchase ? MONEY : EVENTS),
    },
    ...subjects.top.map((event, i) => ({
      name: eventTitle(catalogue, event),
      question: draw(event, 'events'),
      ...trend.course(first + i),
    })),
  ]);
  return { standing: { tiles: tiles.filter((tile) => tile !== undefined), moved } };
}

const TOP = 6;

function useAnswer(question: Draft | undefined, ready = true) {
  return useQuery<Output<'ask'>, ApiFault>({
    queryKey: ['ask', question],
    queryFn: ({ signal }) => call('ask', question as Draft, signal),
    enabled: ready && question !== undefined,
    retry: false,
  });
}
