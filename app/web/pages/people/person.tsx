import { Link, useParams } from 'wouter';
import { FaultNotice, formatFull, Section, useSay, Waiting } from '#lib/ui';
import { type Catalogue, propertyTitle } from '#loop/condition';
import type { Output } from '../../api/api.ts';
import { useCatalogue } from '../../api/catalogue.ts';
import { useMoments } from '../../api/use-moments.ts';
import { useOperation } from '../../api/use-operation.ts';
import { usePropertyText } from '../../api/use-property-text.ts';
import { usePersonFace } from '../../people/use-person-face.ts';
import { Merges } from './merges.tsx';
import './person.css';
import { Portrait } from './portrait.tsx';
import { text } from './text.ts';
import { Timeline } from './timeline.tsx';

/** Everything known of one person. */
export default function PersonPage() {
  const say = useSay();
  const { person = '' } = useParams<{ person: string }>();
  const { data, error } = useOperation('person/get', { person });
  const face = usePersonFace();
  const { purchase } = face ?? {};
  const portrait = useOperation(
    'person/portrait',
    { person, ...(purchase && { purchase }) },
    { enabled: face !== undefined },
  ).data;
  const catalogue = useCatalogue();
  if (error) return <FaultNotice message={error.message} code={error.code} />;
  if (!data || !catalogue || !face) return <Waiting shape="figures" />;
  return (
    <>
      <div className="ui-page-trail">
        <Link href="/people">{say(text.back)}</Link>
      </div>
      <Portrait profile={data} portrait={portrait} face={face} catalogue={catalogue} />
      <div className="person">
        <Timeline profile={data} portrait={portrait} face={face} catalogue={catalogue} />
        <aside>
          <Properties profile={data} catalogue={catalogue} />
          <Identities profile={data} />
          <Merges merges={data.merges} />
        </aside>
      </div>
    </>
  );
}

function Properties({ profile, catalogue }: { profile: Output<'person/get'>; catalogue: Catalogue }) {
  const say = useSay();
  const written = usePropertyText(catalogue);
  const properties = Object.entries(profile.properties);
  return (
    <Section title={say(text.properties)} paper>
      <dl className="person-properties">
        {properties.map(([name, value]) => (
          <div key={name}>
            <dt>{say(propertyTitle(catalogue, 'person', name))}</dt>
            <dd>{written(name, value)}</dd>
          </div>
        ))}
      </dl>
      {properties.length === 0 && <p className="ui-muted">{say(text.noProperties)}</p>}
    </Section>
  );
}

function Identities({ profile }: { profile: Output<'person/get'> }) {
  const say = useSay();
  const moments = useMoments();
  return (
    <Section title={say(text.identities)} note={say(text.identitiesHint)} paper>
      <ul className="person-identities">
        {profile.identities.map(({ id, first, events }) => (
          <li key={id}>
            <code className="ui-ellipsis" title={id}>
              {id}
            </code>
            <span className="ui-muted">
              {moments.at(first).slice(0, 10)} · {formatFull(events)} {say(text.eventsOf)}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
