import { useSay } from '#lib/ui';
import type { Output } from '../../api/api.ts';
import { useCatalogue } from '../../api/catalogue.ts';
import { LinkButton } from '../../api/link-button.tsx';
import { useOperation } from '../../api/use-operation.ts';
import { AskCard } from '../../question/ask-card.tsx';
import { addressOf } from '../../question/question-state.ts';
import { text } from './text.ts';

interface Props {
  readonly run: Pick<Output<'file/run'>, 'source'>;
}

/** What to ask first of an import, and what came of it; the terminal shows the same. */
const useFirst = ({ source }: Props['run']) => useOperation('ask/first', { source }).data;

/** Three lines of what came: people, dates, what was odd. */
export function Told({ run }: Props) {
  const say = useSay();
  const told = useFirst(run)?.told ?? [];
  if (told.length === 0) return null;
  return (
    <ul className="import-told">
      {told.map((line) => (
        <li key={line.en}>{say(line)}</li>
      ))}
    </ul>
  );
}

/** The main way on from an import: its first answer, or the people where it told only of them. */
export function WayOn({ run, type }: Props & { type: 'primary' | 'default' }) {
  const say = useSay();
  const first = useFirst(run);
  if (!first) return null;
  return (
    <LinkButton href={first.question ? addressOf(first.question) : '/people'} type={type}>
      {say(first.question ? text.openAnswer : text.seePeople)}
    </LinkButton>
  );
}

/** The answer itself, below what came. */
export function FirstAnswer({ run }: Props) {
  const say = useSay();
  const catalogue = useCatalogue();
  const first = useFirst(run);
  if (!first?.question || !catalogue) return null;
  return <AskCard title={say(text.firstAnswer)} question={first.question} catalogue={catalogue} />;
}
