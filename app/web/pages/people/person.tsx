import { Link, useParams } from 'wouter';
import { FaultNotice, formatFull, PageHeader, Section, useSay, Waiting } from '#lib/ui';
import { type Catalogue, propertyTitle } from '#loop/condition';
import type { Output } from '../../api/api.ts';
import { useCatalogue } from '../../api/catalogue.ts';
import { useMoments } from '../../api/use-moments.ts';
import { useOperation } from '../../api/use-operation.ts';
import { usePropertyText } from '../../api/use-property-text.ts';
import { Merges } from './merges.tsx';
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
          <Properties profile={data} catalogue={catalogue} />
          <Identities profile={data} />
          <Merges merges={data.merges} />
        </aside>
        <Timeline person={person} catalogue={catalogue} />
      </div>
    </>
  );
}

function Properties({ profile, catalogue }: { profile: Output<'person/get'>; catalogue: Catalogue }) {
  const say = useSay();
  const written = usePropertyText(catalogue);
  const properties = Object.entries(profile.properties);
  return (
    <Section title={say(text.properties)}>
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

function Facts({ profile }: { profile: Output<'person/get'> }) {
  const say = useSay();
  const moments = useMoments();
  return (
    <dl className="person-facts">
      <div>
        <dt>{say(text.events)}</dt>
        <dd>{formatFull(profile.events)}</dd>
      </div>
      <div>
        <dt>{say(text.last)}</dt>
        <dd title={moments.at(profile.last)}>{moments.ago(profile.last)}</dd>
      </div>
      <div>
        <dt>{say(text.first)}</dt>
        <dd title={moments.at(profile.first)}>{moments.at(profile.first).slice(0, 10)}</dd>
      </div>
    </dl>
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
              {moments.at(first).slice(0, 10)} · {formatFull(events)} {say(text.eventsOf)}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
