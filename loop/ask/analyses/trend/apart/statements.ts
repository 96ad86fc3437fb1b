import type { Sql } from '#lib/sql';
import type { Asked } from '../../../analysis/analysis.ts';
import { isPeopleInLast, isPerPerson, type TrendQuestion } from '../question.ts';
import { firstTimes } from './first-times.ts';
import { peopleInLast } from './people-in-last.ts';
import { spreadOverPeople } from './spread-over-people.ts';

/**
 * The name of the statement of a series that is asked apart. Its rows: `everybody` (1: over all groups), `shown` of a group,
 * `total` (1: over all periods), `period`, `figure`.
 */
export function nameOfApart(series: number): string {
  return `series${series}`;
}

/** The statements of all series that are asked apart. */
export function apartStatements(asked: Asked<TrendQuestion>): Record<string, Sql> {
  const statements = asked.question.series.flatMap((series, i): [string, Sql][] => {
    const { count } = series;
    const name = nameOfApart(i);
    if (count === 'firstTime') return [[name, firstTimes(asked, series)]];
    if (isPeopleInLast(count)) return [[name, peopleInLast(asked, series, count)]];
    if (isPerPerson(count)) return [[name, spreadOverPeople(asked, series, count)]];
    return [];
  });
  return Object.fromEntries(statements);
}
