import { formatDuration, formatFull, formatRate } from '../say/format-number.ts';
import { useLanguage } from '../say/language.tsx';
import { StepBar } from './step-bar.tsx';
import { digitsOf, type StepData, type StepPart, stepRate } from './step-data.ts';
import { StepLost } from './step-lost.tsx';

interface Props {
  readonly data: StepData;
  readonly label: string;
  readonly onPart?: ((part: StepPart) => void) | undefined;
}

/** The steps as a list, for narrow screens: a lying bar for each group. */
export function StepRows({ data, label, onPart }: Props) {
  const language = useLanguage();
  const { steps, groups } = data;
  const single = groups.length === 1;
  return (
    <ol className="ui-step-rows" aria-label={label} style={digitsOf(groups)}>
      {steps.map(({ key, name, seconds }, step) => (
        <li key={key}>
          <header>
            <span className="ui-step-number">{step + 1}</span>
            <h3 className="ui-step-name">{name}</h3>
            {typeof seconds === 'number' && (
              <small className="ui-muted">{formatDuration(seconds, language)}</small>
            )}
            {single && step > 0 && <StepLost group={groups[0]!} step={step} onPart={onPart} />}
          </header>
          <ul>
            {groups.map((group) => (
              <li key={group.key}>
                {!single && <span className="ui-ellipsis">{group.name}</span>}
                {!group.withoutBars && (
                  <StepBar
                    group={group}
                    step={step}
                    name={single ? name : `${name} · ${group.name}`}
                    lying
                    onPart={onPart}
                  />
                )}
                <b>{formatRate(stepRate(group, step, 0))}</b>
                <span className="ui-muted">{formatFull(group.counts[step] ?? 0)}</span>
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ol>
  );
}
