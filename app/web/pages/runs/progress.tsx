import { formatFull, formatRate, useSay } from '#lib/ui';
import type { Run } from './run.ts';
import { text } from './text.ts';

/** How far a run is: a bar while it runs, and how many of how many. */
export function RunProgress({ run }: { run: Run }) {
  const say = useSay();
  const { share, done, of, words } = run.progress;
  const counts =
    done === null ? '' : of === null ? formatFull(done) : `${formatFull(done)} / ${formatFull(of)}`;
  const running = run.state === 'running';
  return (
    <span className="runs-progress">
      {running && (
        <progress {...(share === null ? {} : { value: share })} max={1} aria-label={say(text.progress)} />
      )}
      <span className="ui-muted ui-ellipsis">
        {[words && say(words), counts || (running && share !== null ? formatRate(share) : '')]
          .filter(Boolean)
          .join(' · ')}
      </span>
    </span>
  );
}
