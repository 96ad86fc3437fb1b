import { formatMeasure, type Measure } from '../say/format-number.ts';
import { useLanguage, useSay } from '../say/language.tsx';
import { text } from '../say/text.ts';
import { shade } from '../theme/contrast.ts';
import { useTokens } from '../theme/theme-provider.tsx';

/** What the colours mean: from 0 to the deepest value, and what hatching says. */
export function HeatKey({ most, measure }: { most: number; measure: Measure }) {
  const say = useSay();
  const language = useLanguage();
  const { sequence } = useTokens();
  const steps = Array.from({ length: 9 }, (_, i) => i / 8);
  return (
    <figcaption className="ui-heat-key">
      <span>{formatMeasure(0, measure, language)}</span>
      <span className="ui-heat-ramp" aria-hidden>
        {steps.map((step) => (
          <i key={step} style={{ backgroundColor: shade(sequence, step).fill }} />
        ))}
      </span>
      <span>{formatMeasure(most, measure, language)}</span>
      <i className="ui-heat-swatch ui-heat-open" aria-hidden />
      <span>{say(text.open)}</span>
    </figcaption>
  );
}
