import { formatFull, formatRate } from '../say/format-number.ts';
import { useSay } from '../say/language.tsx';
import { text } from '../say/text.ts';
import { useNarrow } from '../theme/theme-provider.tsx';
import { HoverTip, useHoverTip } from './hover-tip.tsx';
import { StepColumn } from './step-column.tsx';
import { lostAt, type StepData, type StepPart, stepRate } from './step-data.ts';
import { StepRows } from './step-rows.tsx';
import { StepTable } from './step-table.tsx';
import './step-bars.css';

interface Props {
  readonly data: StepData;
  readonly label: string;
  readonly height?: number;
  readonly onPart?: (part: StepPart) => void;
}

/** A bar for each step, hatched where some were lost, with the rate from each step to the next; on a phone a list. */
export function StepBars({ data, label, height = 240, onPart }: Props) {
  const say = useSay();
  const narrow = useNarrow();
  const { steps, groups } = data;
  const tip = useHoverTip((at) => {
    const [place, key] = at.split('\n');
    const step = Number(place);
    const group = groups.find((one) => one.key === key);
    if (!group) return [];
    const title = [steps[step]?.name, groups.length > 1 ? group.name : ''].filter(Boolean).join(' · ');
    const whole = `${formatFull(group.counts[step] ?? 0)} (${formatRate(stepRate(group, step, 0))})`;
    const from = `${say(text.fromBefore)} ${formatRate(stepRate(group, step, step - 1))}`;
    const lost = `${say(text.lost)} ${formatFull(lostAt(group, step))}`;
    return [title, `${say(text.reached)} ${whole}`, ...(step > 0 ? [from, lost] : [])];
  });
  return (
    <figure className="ui-steps" {...tip.listeners}>
      {narrow ? (
        <StepRows data={data} label={label} onPart={onPart} />
      ) : groups.length > 1 ? (
        <StepTable data={data} label={label} height={height} onPart={onPart} />
      ) : (
        <ol className="ui-step-columns" aria-label={label}>
          {steps.map((step, i) => (
            <StepColumn key={step.key} data={data} step={i} height={height} onPart={onPart} />
          ))}
        </ol>
      )}
      <HoverTip {...tip.state} />
    </figure>
  );
}
