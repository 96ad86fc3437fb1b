import { Link } from 'wouter';
import { Section, useSay } from '#lib/ui';
import type { Catalogue } from '#loop/condition';
import { useOperation } from '../../door/use-operation.ts';
import { addressOf, type Draft } from '../ask/question-state.ts';
import { kindTitles } from '../ask/text.ts';
import { AskCard } from './ask-card.tsx';
import { text } from './text.ts';

const daily: Draft = {
  kind: 'trend',
  span: { last: 30, unit: 'day' },
  compare: 'previous',
  series: [{ event: '*', count: 'people' }],
};
const weekly: Draft = {
  kind: 'retention',
  span: { last: 10, unit: 'week' },
  unit: 'week',
  periods: 9,
  entry: 'ever',
};

/** How things stand: who comes each day, who stays, and what the team keeps asking. */
export function Overview({ catalogue }: { catalogue: Catalogue }) {
  const say = useSay();
  return (
    <div className="home-cards">
      <AskCard title={say(text.daily)} question={daily} catalogue={catalogue} />
      <AskCard title={say(text.who)} question={weekly} catalogue={catalogue} />
      <Saved />
    </div>
  );
}

function Saved() {
  const say = useSay();
  const { data } = useOperation('question/list', {});
  if (!data) return null;
  return (
    <Section title={say(text.saved)} paper>
      {data.questions.length === 0 && <p className="ui-muted">{say(text.noSaved)}</p>}
      <ul className="home-saved">
        {data.questions.slice(0, 8).map(({ id, name, question }) => (
          <li key={id}>
            <Link href={addressOf(question as unknown as Draft, id)}>{name}</Link>
            <span className="ui-muted">{say(kindTitles[String(question.kind)] ?? { zh: '', en: '' })}</span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
