import { formatDuration, formatFull, formatRate } from '../say/format-number.ts';
import { useLanguage } from '../say/language.tsx';
import { useTokens } from '../theme/theme-provider.tsx';
import { StepBar } from './step-bar.tsx';
import { digitsOf, type StepData, type StepGroup, type StepPart, stepRate } from './step-data.ts';
import { toneColour } from './step-tone.ts';

interface Props {
  readonly data: StepData;
  readonly label: string;
  readonly height: number;
  readonly onPart?: ((part: StepPart) => void) | undefined;
}

const HEAD_WIDTH = 184;
const COLUMN_WIDTH = 144;

/** Groups beside each other: their bars by step, and below a line of figures for each, which is its legend too. */
export function StepTable({ data, label, height, onPart }: Props) {
  const language = useLanguage();
  const { steps, groups } = data;
  return (
    <div className="ui-step-scroll">
      <table
        className="ui-step-table"
        aria-label={label}
        style={{ minWidth: HEAD_WIDTH + steps.length * COLUMN_WIDTH, ...digitsOf(groups) }}
      >
        <thead>
          <tr>
            <td style={{ width: HEAD_WIDTH }} />
            {steps.map(({ key, name, seconds }, i) => (
              <th key={key} scope="col" title={name}>
                <div>
                  <span className="ui-step-number">{i + 1}</span>
                  <span className="ui-step-name">{name}</span>
                </div>
                {typeof seconds === 'number' && (
                  <small className="ui-muted">{formatDuration(seconds, language)}</small>
                )}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <tr className="ui-step-picture" style={{ height }}>
            <td aria-hidden>
              <div className="ui-step-axis" style={{ height }}>
                <span>100%</span>
                <span>50%</span>
                <span>0%</span>
              </div>
            </td>
            {steps.map(({ key, name }, i) => (
              <td key={key}>
                <div className="ui-step-bars" style={{ height }}>
                  {groups
                    .filter(({ withoutBars }) => !withoutBars)
                    .map((group) => (
                      <StepBar
                        key={group.key}
                        group={group}
                        step={i}
                        name={`${name} · ${group.name}`}
                        onPart={onPart}
                      />
                    ))}
                </div>
              </td>
            ))}
          </tr>
          {groups.map((group) => (
            <GroupLine key={group.key} group={group} steps={steps} onPart={onPart} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function GroupLine({
  group,
  steps,
  onPart,
}: { group: StepGroup; steps: StepData['steps'] } & Pick<Props, 'onPart'>) {
  const tokens = useTokens();
  const colour = group.withoutBars ? 'transparent' : toneColour(group.tone, tokens);
  return (
    <tr>
      <th scope="row">
        <span className="ui-step-group" title={group.name}>
          <i className="ui-dot" style={{ background: colour }} />
          <span className="ui-ellipsis">{group.name}</span>
          <span className="ui-muted">{formatFull(group.counts[0] ?? 0)}</span>
        </span>
      </th>
      {steps.map(({ key }, step) => (
        <td key={key}>
          <button
            type="button"
            className="ui-plain ui-step-cell"
            data-at={`${step}\n${group.key}`}
            aria-disabled={onPart ? undefined : true}
            onClick={() => onPart?.({ step, group: group.key, side: 'reached' })}
          >
            <b>{formatRate(stepRate(group, step, 0))}</b>
            <span>{formatFull(group.counts[step] ?? 0)}</span>
          </button>
        </td>
      ))}
    </tr>
  );
}
