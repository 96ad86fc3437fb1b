import { formatFull, formatRate } from '../say/format-number.ts';
import { useSay } from '../say/language.tsx';
import { text } from '../say/text.ts';
import { HoverTip, useHoverTip } from './hover-tip.tsx';
import { StepColumn } from './step-column.tsx';
import { lostAt, type StepData, type StepPart, stepRate } from './step-data.ts';
import './step-bars.css';

interface Props {
  readonly data: StepData;
  readonly label: string;
  readonly height?: number;
  readonly onPart?: (part: StepPart) => void;
}

/** A bar for each step, hatched where some were lost, with the rate from each step to the next. */
export function StepBars({ data, label, height = 240, onPart }: Props) {
  const say = useSay();
  const { steps, groups } = data;
  const tip = useHoverTip((at) => {
    const [place, key] = at.split('\n');
    const step = Number(place);
    const group = groups.find((one) => one.key === key);
    if (!group) return [];
    const title = [steps[step]?.name, groups.length > 1 ? group.name : ''].filter(Boolean).join(' · ');
    const whole = `${formatFull(group.counts[step] ?? 0)} (${formatRate(stepRate(group, step, 0))})`;
    const lost = step > 0 ? `${say(text.lost)} ${formatFull(lostAt(group, step))}` : '';
    return [title, `${say(text.reached)} ${whole}`, lost].filter(Boolean);
  });
  return (
    <figure className="ui-steps">
      {groups.length > 1 && (
        <figcaption className="ui-steps-key">
          {groups.map((group, i) => (
            <span key={group.key}>
              <i className={`ui-dot ui-dot-${i % 8}`} />
              {group.name}
            </span>
          ))}
        </figcaption>
      )}
      <ol aria-label={label} {...tip.listeners}>
        {steps.map((step, i) => (
          <StepColumn key={step.key} data={data} step={i} height={height} onPart={onPart} />
        ))}
      </ol>
      <HoverTip {...tip.state} />
    </figure>
  );
}
