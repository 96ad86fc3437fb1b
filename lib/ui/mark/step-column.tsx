import { formatDuration, formatFull, formatRate } from '../say/format-number.ts';
import { useLanguage } from '../say/language.tsx';
import { StepBar } from './step-bar.tsx';
import { type StepData, type StepPart, stepRate } from './step-data.ts';
import { StepLost } from './step-lost.tsx';

interface Props {
  readonly data: StepData;
  readonly step: number;
  readonly height: number;
  readonly onPart?: ((part: StepPart) => void) | undefined;
}

/** One step of one group: its name, its figures, its bar and the way that led to it. */
export function StepColumn({ data, step, height, onPart }: Props) {
  const language = useLanguage();
  const [group] = data.groups;
  const { name = '', seconds } = data.steps[step] ?? {};
  if (!group) return null;
  return (
    <li>
      <header>
        <span className="ui-step-number">{step + 1}</span>
        <h3 className="ui-step-name" title={name}>
          {name}
        </h3>
      </header>
      <div className="ui-step-figures">
        <b>{formatRate(stepRate(group, step, 0))}</b>
        <span>{formatFull(group.counts[step] ?? 0)}</span>
      </div>
      <div className="ui-step-bars" style={{ height }}>
        <StepBar group={group} step={step} name={name} onPart={onPart} />
      </div>
      <ul className="ui-step-ways">
        {step > 0 && (
          <li>
            <span aria-hidden>→</span>
            <b>{formatRate(stepRate(group, step, step - 1))}</b>
            <StepLost group={group} step={step} onPart={onPart} />
          </li>
        )}
        {typeof seconds === 'number' && <li className="ui-muted">{formatDuration(seconds, language)}</li>}
      </ul>
    </li>
  );
}
