import { Link, useParams } from 'wouter';
import { FaultNotice, Figure, PageHeader, Section, useSay, Waiting } from '#lib/ui';
import { propertyTitle } from '#loop/condition';
import type { Output } from '../../door/api.ts';
import { useCatalogue } from '../../door/catalogue.ts';
import { useMoments } from '../../door/use-moments.ts';
import { useOperation } from '../../door/use-operation.ts';
import './person.css';
import { text } from './text.ts';
import { Timeline } from './timeline.tsx';

/** Everything known of one person. */
export default function PersonPage() {
  const say = useSay();
  const { person = '' } = useParams<{ person: string }>();
  const { data, error } = useOperation('person/get', { person });
  const catalogue = useCatalogue();
  if (error) return <FaultNotice message={error.message} code={error.code} />;
  if (!data || !catalogue) return <Waiting shape="figures" />;
  return (
    <>
      <PageHeader
        title={data.properties.name ?? data.id}
        sentence={data.properties.name ? data.id : undefined}
        trail={<Link href="/people">{say(text.back)}</Link>}
      />
      <div className="person">
        <aside>
          <Facts profile={data} />
          <Section title={say(text.properties)}>
            <dl className="person-properties">
              {Object.entries(data.properties).map(([name, value]) => (
                <div key={name}>
                  <dt>{say(propertyTitle(catalogue, 'person', name))}</dt>
                  <dd>{value}</dd>
                </div>
              ))}
            </dl>
            {Object.keys(data.properties).length === 0 && (
              <p className="ui-muted">{say(text.noProperties)}</p>
            )}
          </Section>
          <Identities profile={data} />
        </aside>
        <Timeline person={person} catalogue={catalogue} />
      </div>
    </>
  );
}

function Facts({ profile }: { profile: Output<'person/get'> }) {
  const say = useSay();
  const moments = useMoments();
  return (
    <div className="person-facts">
      <Figure name={say(text.events)} value={profile.events} measure="count" />
      <dl className="person-properties">
        <div>
          <dt>{say(text.last)}</dt>
          <dd>{moments.at(profile.last)}</dd>
        </div>
        <div>
          <dt>{say(text.first)}</dt>
          <dd>{moments.at(profile.first)}</dd>
        </div>
      </dl>
    </div>
  );
}

function Identities({ profile }: { profile: Output<'person/get'> }) {
  const say = useSay();
  const moments = useMoments();
  return (
    <Section title={say(text.identities)} note={say(text.identitiesHint)}>
      <ul className="person-identities">
        {profile.identities.map(({ id, first, events }) => (
          <li key={id}>
            <code className="ui-ellipsis" title={id}>
              {id}
            </code>
            <span className="ui-muted">
              {moments.at(first)} · {events}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
