import { Tiles } from '../../layout/tiles.tsx';
import { Figure } from '../../mark/figure.tsx';
import type { ChartType } from '../chart.ts';
import { hasTotals } from '../totals-of-table.ts';
import { TotalsPicture } from '../totals-picture.tsx';

export const figure: ChartType = {
  title: { zh: '数值', en: 'Figure' },
  summary: {
    zh: '只看合计，和它比上期变了多少',
    en: 'for totals alone, and how they changed',
  },
  sign: 'M3 5l2-1.5V13M9 5a2 2 0 0 1 4 0c0 3-4 5-4 8h4.5',
  dimensions: { least: 1, most: 3 },
  measures: { least: 1, most: 1000 },
  rows: { least: 1, most: 5000 },
  suits: hasTotals,
  Picture: (props) => (
    <TotalsPicture
      {...props}
      draw={({ totals, measure, beforeTitle, onTotal }) => (
        <Tiles min={200}>
          {totals.map(({ name, value, before }, i) => (
            <Figure
              key={name}
              name={name}
              value={value}
              measure={measure}
              big={totals.length < 4}
              {...(before !== undefined && { before, beforeName: beforeTitle })}
              {...(onTotal && { onClick: () => onTotal(i) })}
            />
          ))}
        </Tiles>
      )}
    />
  ),
};
