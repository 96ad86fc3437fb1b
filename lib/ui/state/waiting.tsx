import { Button } from 'antd';
import { useEffect, useState } from 'react';
import { formatDuration, formatFull } from '../say/format-number.ts';
import { useLanguage, useSay } from '../say/language.tsx';
import { text } from '../say/text.ts';
import { type Shape, Skeleton } from './skeleton.tsx';
import './waiting.css';

export interface Progress {
  readonly done: number;
  readonly total?: number;
  readonly secondsLeft?: number;
}

interface Props {
  /** What will stand here; left out where something stands already. */
  readonly shape?: Shape;
  readonly progress?: Progress;
  readonly onCancel?: () => void;
}

/** What a wait looks like after so many milliseconds. */
export function stageOf(waited: number): 'nothing' | 'skeleton' | 'progress' {
  return waited < 300 ? 'nothing' : waited < 3000 ? 'skeleton' : 'progress';
}

/** Nothing for 300 ms, then a skeleton of what comes, after 3 s how far it is and a way out. */
export function Waiting({ shape, progress, onCancel }: Props) {
  const say = useSay();
  const language = useLanguage();
  const [waited, setWaited] = useState(0);
  useEffect(() => {
    const timers = [300, 3000].map((after) => setTimeout(() => setWaited(after), after));
    return () => timers.forEach(clearTimeout);
  }, []);
  const stage = stageOf(waited);
  const rows =
    progress && progress.done > 0
      ? `${formatFull(progress.done)}${progress.total ? ` / ${formatFull(progress.total)}` : ''} ${say(text.rows)}`
      : '';
  const left =
    progress?.secondsLeft === undefined
      ? ''
      : `${say(text.left)} ${formatDuration(progress.secondsLeft, language)} ${say(text.remaining)}`;
  return (
    <div className={shape ? 'ui-waiting' : undefined} aria-busy="true">
      <span role="status" className="ui-hidden">
        {stage === 'nothing' ? '' : say(text.loading)}
      </span>
      {shape && stage !== 'nothing' && <Skeleton shape={shape} />}
      {stage === 'progress' && (
        <div className="ui-waiting-more">
          {progress?.total ? (
            <progress value={progress.done} max={progress.total} aria-label={say(text.loading)} />
          ) : (
            <span className="ui-waiting-bar" aria-hidden />
          )}
          <span className="ui-muted">
            {[rows, left].filter(Boolean).join(' · ') || `${say(text.loading)}…`}
          </span>
          {onCancel && (
            <Button size="small" onClick={onCancel}>
              {say(text.cancel)}
            </Button>
          )}
        </div>
      )}
    </div>
  );
}
