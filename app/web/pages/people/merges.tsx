import type { Words } from '#lib/core';
import { Section, useSay } from '#lib/ui';
import type { Output } from '../../api/api.ts';
import { useMoments } from '../../api/use-moments.ts';
import { text } from './text.ts';

const kinds: Readonly<Record<string, Words>> = {
  link: { zh: '登录识别', en: 'identified' },
  alias: { zh: '别名合并', en: 'alias' },
  split: { zh: '拆分', en: 'split off' },
};

/** When and why ids were joined into this person, or taken out again. */
export function Merges({ merges }: { merges: Output<'person/get'>['merges'] }) {
  const say = useSay();
  const moments = useMoments();
  if (merges.length === 0) return null;
  return (
    <Section title={say(text.merges)} paper>
      <ul className="person-identities">
        {merges.map(({ time, kind, from, into }) => (
          <li key={`${time} ${from} ${into}`}>
            <code className="ui-ellipsis" title={`${from} → ${into}`}>
              {from} → {into}
            </code>
            <span className="ui-muted">
              {kinds[kind] ? say(kinds[kind]) : kind} · {moments.at(time)}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
