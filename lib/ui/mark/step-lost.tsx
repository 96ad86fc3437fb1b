import { formatFull } from '../say/format-number.ts';
import { useSay } from '../say/language.tsx';
import { text } from '../say/text.ts';
import { lostAt, type StepGroup, type StepPart } from './step-data.ts';

interface Props {
  readonly group: StepGroup;
  readonly step: number;
  readonly onPart?: ((part: StepPart) => void) | undefined;
}

/** How many did not come on to a step, to be chosen. */
export function StepLost({ group, step, onPart }: Props) {
  const say = useSay();
  return (
    <button
      type="button"
      className="ui-plain"
      aria-disabled={onPart ? undefined : true}
      onClick={() => onPart?.({ step, group: group.key, side: 'lost' })}
    >
      {say(text.lost)} {formatFull(lostAt(group, step))}
    </button>
  );
}
