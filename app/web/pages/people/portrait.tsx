import type { Words } from '#lib/core';
import { Avatar, formatFull, formatMoney, useLanguage, useSay } from '#lib/ui';
import type { Catalogue } from '#loop/condition';
import type { Face } from '#loop/know/view';
import type { Output } from '../../api/api.ts';
import { usePropertyText } from '../../api/use-property-text.ts';
import { text } from './text.ts';

interface Props {
  readonly profile: Output<'person/get'>;
  readonly portrait: Output<'person/portrait'> | undefined;
  readonly face: Face;
  readonly catalogue: Catalogue;
}

/** Who somebody is at a glance: the name, a sentence, and three figures. */
export function Portrait({ profile, portrait, face, catalogue }: Props) {
  const say = useSay();
  const written = usePropertyText(catalogue);
  const told = (of: string | undefined) => (of === undefined ? undefined : profile.properties[of]);
  const name = told(face.name) ?? profile.id;
  const pills = [face.level, face.city].flatMap((of) => {
    const value = told(of);
    return of === undefined || value === undefined ? [] : [written(of, value)];
  });
  return (
    <section className="person-band ui-paper">
      <Avatar name={name} seed={profile.person} size={56} />
      <div className="person-who">
        <h1>
          {name}
          {pills.map((pill, i) => (
            <span key={pill} className={i === 0 ? 'person-pill person-pill-first' : 'person-pill'}>
              {pill}
            </span>
          ))}
        </h1>
        {name !== profile.id && <code className="ui-muted">{profile.id}</code>}
        {portrait && <p>{say(portrait.headline)}</p>}
      </div>
      <dl className="person-facts">
        <Spent profile={profile} portrait={portrait} face={face} />
        {portrait && <Rhythm {...portrait.rhythm} />}
      </dl>
    </section>
  );
}

function Spent({ profile, portrait, face }: Omit<Props, 'catalogue'>) {
  const say = useSay();
  const language = useLanguage();
  const told = face.spend === undefined ? undefined : Number(profile.properties[face.spend]);
  if (face.purchase) {
    const { spent = 0, orders = 0, currency = null } = portrait?.bought ?? {};
    const note = { zh: `${formatFull(orders)} 次购买`, en: `${formatFull(orders)} purchases` };
    return <Fact name={text.spent} value={formatMoney(spent, currency, language)} note={note} />;
  }
  if (told !== undefined && Number.isFinite(told))
    return <Fact name={text.spent} value={formatMoney(told, undefined, language)} />;
  return (
    <Fact
      name={text.events}
      value={say({ zh: formatFull(profile.events), en: formatFull(profile.events) })}
    />
  );
}

function Rhythm({ of, every, silent }: Output<'person/portrait'>['rhythm']) {
  const days = (n: number): Words => ({
    zh: `${formatFull(n)} 天`,
    en: `${formatFull(n)} ${n === 1 ? 'day' : 'days'}`,
  });
  const say = useSay();
  const times = every !== null && every > 0 && silent !== null ? silent / every : undefined;
  const isLate = times !== undefined && times >= 1.5 && (silent ?? 0) >= 3;
  const note: Words | undefined = isLate
    ? { zh: `平时的 ${times.toFixed(1)} 倍`, en: `${times.toFixed(1)} × the usual` }
    : undefined;
  return (
    <>
      <Fact
        name={of === 'orders' ? text.everyOrder : text.everyVisit}
        value={every === null ? '–' : say(days(every))}
      />
      <Fact
        name={of === 'orders' ? text.sinceOrder : text.sinceVisit}
        value={silent === null ? '–' : say(silent === 0 ? text.today : days(silent))}
        note={note}
        late={isLate}
      />
    </>
  );
}

interface FactProps {
  readonly name: Words;
  readonly value: string;
  readonly note?: Words | undefined;
  readonly late?: boolean;
}

function Fact({ name, value, note, late = false }: FactProps) {
  const say = useSay();
  return (
    <div>
      <dt>{say(name)}</dt>
      <dd className={late ? 'person-late' : undefined}>{value}</dd>
      {note && <dd className="person-note">{say(note)}</dd>}
    </div>
  );
}
