import { formatDuration, formatFull, formatNumber, formatRate } from '../say/format-number.ts';
import { useLanguage, useSay } from '../say/language.tsx';
import { text } from '../say/text.ts';
import { lostAt, type StepData, type StepGroup, type StepPart, stepRate } from './step-data.ts';

interface Props {
  readonly data: StepData;
  readonly step: number;
  readonly height: number;
  readonly onPart?: (part: StepPart) => void;
}

/** One step: its name, its figures, its bars and the way that led to it. */
export function StepColumn({ data, step, height, onPart }: Props) {
  const language = useLanguage();
  const { groups } = data;
  const { name = '', seconds } = data.steps[step] ?? {};
  const only = groups.length === 1 ? groups[0] : undefined;
  return (
    <li>
      <header>
        <span className="ui-step-number">{step + 1}</span>
        <h3 className="ui-ellipsis" title={name}>
          {name}
        </h3>
      </header>
      <div className="ui-step-figures">
        {groups.map((group, g) => (
          <b key={group.key} className={only ? undefined : `ui-step-text-${g % 8}`}>
            {formatRate(stepRate(group, step, 0))}
          </b>
        ))}
        {only && (
          <span title={formatFull(only.counts[step] ?? 0)}>
            {formatNumber(only.counts[step] ?? 0, language)}
          </span>
        )}
      </div>
      <div className="ui-step-bars" style={{ height }}>
        {groups.map((group, g) => (
          <StepBar
            key={group.key}
            group={group}
            step={step}
            name={only ? name : `${name} · ${group.name}`}
            tone={g % 8}
            onPart={onPart}
          />
        ))}
      </div>
      <ul className="ui-step-ways">
        {step > 0 &&
          groups.map((group, g) => (
            <StepWay key={group.key} group={group} step={step} tone={only ? null : g % 8} onPart={onPart} />
          ))}
        {typeof seconds === 'number' && <li className="ui-muted">{formatDuration(seconds, language)}</li>}
      </ul>
    </li>
  );
}

interface PartProps {
  readonly group: StepGroup;
  readonly step: number;
  readonly onPart?: (part: StepPart) => void;
}

function StepBar({ group, step, name, tone, onPart }: PartProps & { name: string; tone: number }) {
  const say = useSay();
  const reached = stepRate(group, step, 0) ?? 0;
  const lost = lostAt(group, step) / (group.counts[0] || 1);
  return (
    <button
      type="button"
      className="ui-plain ui-step-bar"
      aria-label={`${name}, ${say(text.reached)} ${formatFull(group.counts[step] ?? 0)}`}
      aria-disabled={onPart ? undefined : true}
      data-at={`${step}\n${group.key}`}
      onClick={(event) => {
        const side = (event.target as HTMLElement).dataset.side === 'lost' ? 'lost' : 'reached';
        onPart?.({ step, group: group.key, side });
      }}
    >
      {lost > 0 && (
        <span
          data-side="lost"
          className={`ui-step-lost ui-step-tone-${tone}`}
          style={{ height: `${lost * 100}%` }}
        />
      )}
      <span className={`ui-step-reached ui-step-tone-${tone}`} style={{ height: `${reached * 100}%` }} />
    </button>
  );
}

function StepWay({ group, step, tone, onPart }: PartProps & { tone: number | null }) {
  const say = useSay();
  const language = useLanguage();
  const lost = lostAt(group, step);
  return (
    <li>
      {tone === null ? <span aria-hidden>→</span> : <i className={`ui-dot ui-dot-${tone}`} />}
      <b>{formatRate(stepRate(group, step, step - 1))}</b>
      <button
        type="button"
        className="ui-plain"
        title={formatFull(lost)}
        aria-disabled={onPart ? undefined : true}
        onClick={() => onPart?.({ step, group: group.key, side: 'lost' })}
      >
        {say(text.lost)} {formatNumber(lost, language)}
      </button>
    </li>
  );
}
