import type { RetentionAnswer } from './answer.ts';
import type { RetentionPoint } from './point.ts';

/**
 * Every point with the people it shows. Where somebody may enter many cohorts the pooled curve counts entrances, not
 * people, and is left out; so is all of a sample, whose numbers are estimates.
 */
export function retentionPoints(answer: RetentionAnswer): { point: RetentionPoint; people: number }[] {
  if (answer.sample !== undefined) return [];
  return answer.curves.flatMap(({ group, cohorts, cells }) => {
    const pooled = answer.once ? cells : [];
    const ofGroup = group === undefined ? {} : { group };
    return [
      ...pooled.flatMap(({ period, people, base }) => both({ ...ofGroup, period }, people, base)),
      ...cohorts.flatMap(({ cohort, size, cells }) =>
        cells.flatMap(({ period, people }) => both({ ...ofGroup, cohort, period }, people, size)),
      ),
    ];
  });
}

function both(
  point: RetentionPoint,
  people: number,
  of: number,
): { point: RetentionPoint; people: number }[] {
  const came = { point, people };
  return point.period === 0 ? [came] : [came, { point: { ...point, gone: true }, people: of - people }];
}
