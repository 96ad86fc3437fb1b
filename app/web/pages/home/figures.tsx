import { useLocation } from 'wouter';
import { Figure, Tiles, useSay } from '#lib/ui';
import { addressOf } from '../../question/question-state.ts';
import { text } from './text.ts';
import type { Tile } from './tiles-of-answers.ts';

/** The few numbers that say how things stand, each of its days and against those before; a click asks on. */
export function Figures({ tiles }: { tiles: readonly Tile[] }) {
  const say = useSay();
  const [, go] = useLocation();
  return (
    <div className="home-figures">
      <Tiles min={184}>
        {tiles.map(({ key, name, span, question, ...figure }) => (
          <Figure
            key={key}
            {...figure}
            name={say(name)}
            note={`${shortSpan(span)}${key === 'daily' ? ` ${say(text.dailyNote)}` : ''}`}
            beforeName={say(text.before)}
            onClick={() => go(addressOf(question))}
          />
        ))}
      </Tiles>
    </div>
  );
}

/** Days of one year without it, unless that year is over. */
function shortSpan({ from, to }: Tile['span']): string {
  const year = String(new Date().getFullYear());
  const short = (day: string) => (day.startsWith(year) ? day.slice(5) : day);
  return from === to ? short(from) : `${short(from)} – ${short(to)}`;
}
