import { formatFull } from '../say/format-number.ts';
import { useSay } from '../say/language.tsx';
import { text } from '../say/text.ts';
import { useTokens } from '../theme/theme-provider.tsx';
import { lostAt, type StepGroup, type StepPart, stepRate } from './step-data.ts';
import { toneColour } from './step-tone.ts';

interface Props {
  readonly group: StepGroup;
  readonly step: number;
  readonly name: string;
  /** Standing from the axis up, or lying as in a list. */
  readonly lying?: boolean;
  readonly onPart?: ((part: StepPart) => void) | undefined;
}

/** Who reached a step, and hatched who did not come on from the one before; both can be chosen. */
export function StepBar({ group, step, name, lying = false, onPart }: Props) {
  const say = useSay();
  const tone = toneColour(group.tone, useTokens());
  const reached = stepRate(group, step, 0) ?? 0;
  const lost = lostAt(group, step) / (group.counts[0] || 1);
  const length = (share: number) => ({ [lying ? 'width' : 'height']: `${share * 100}%` });
  const parts = [
    lost > 0 && <span key="lost" data-side="lost" className="ui-step-lost" style={length(lost)} />,
    reached > 0 && <span key="reached" className="ui-step-reached" style={length(reached)} />,
  ];
  return (
    <button
      type="button"
      className={`ui-plain ui-step-bar${lying ? ' ui-step-lying' : ''}`}
      style={{ '--tone': tone } as React.CSSProperties}
      aria-label={`${name}, ${say(text.reached)} ${formatFull(group.counts[step] ?? 0)}`}
      aria-disabled={onPart ? undefined : true}
      data-at={`${step}\n${group.key}`}
      onClick={(event) => {
        const side = (event.target as HTMLElement).dataset.side === 'lost' ? 'lost' : 'reached';
        onPart?.({ step, group: group.key, side });
      }}
    >
      {lying ? parts.toReversed() : parts}
    </button>
  );
}
