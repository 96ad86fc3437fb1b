import { useSay } from '#lib/ui';
import { LinkButton } from '../../api/link-button.tsx';
import { addressOf } from '../../question/question-state.ts';
import { movedSentence } from './sentence.ts';
import { text } from './text.ts';
import type { Moved } from './use-standing.ts';

/** The one thing that moved most, and the way to its answer; quiet where nothing did. */
export function Today({ moved }: { moved: Moved | undefined }) {
  const say = useSay();
  if (!moved) return <p className="home-quiet ui-muted">{say(text.quiet)}</p>;
  return (
    <section className="home-today">
      <div>
        <h2>{say(text.today)}</h2>
        <p>{say(movedSentence(moved.name, moved.change))}</p>
      </div>
      <LinkButton href={addressOf(moved.question)}>{say(text.todayOpen)}</LinkButton>
    </section>
  );
}
