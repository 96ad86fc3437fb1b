import { Link } from 'wouter';
import { Drawer, FaultNotice, Section, useSay, Waiting } from '#lib/ui';
import { eventTitle, propertyTitle } from '#loop/condition';
import { useCatalogue } from '../api/catalogue.ts';
import { useOperation } from '../api/use-operation.ts';
import type { DialogProps } from './name-dialogs.tsx';
import { text, withNumber } from './text.ts';

/** What a change of a definition touches, and what it is made of. */
export function UsedByDrawer({ one, onClose }: DialogProps) {
  const say = useSay();
  const usedBy = useOperation('definition/used-by', { id: one.id });
  const uses = useOperation('definition/uses', { id: one.id });
  const catalogue = useCatalogue();
  const error = usedBy.error ?? uses.error;
  if (error)
    return (
      <Drawer open onClose={onClose} title={one.name} width={480}>
        <FaultNotice message={error.message} code={error.code} />
      </Drawer>
    );
  const { data: users } = usedBy;
  const { data: used } = uses;
  return (
    <Drawer open onClose={onClose} title={`${say(text.usedBy)} · ${one.name}`} width={480}>
      {(!users || !used || !catalogue) && <Waiting shape="table" />}
      {users && (
        <Section title={say(text.usedBy)}>
          <p className="ui-muted">
            {say(users.definitions.length + users.hidden === 0 ? text.usedByNone : text.usedBySome)}
          </p>
          <Links of={users.definitions} hidden={users.hidden} onGo={onClose} />
        </Section>
      )}
      {used && catalogue && (
        <Section title={say(text.uses)}>
          <Links of={used.definitions} hidden={used.hidden} onGo={onClose} />
          <dl className="definitions-data">
            {used.events.length > 0 && (
              <div>
                <dt>{say(text.events)}</dt>
                <dd>{used.events.map((name) => say(eventTitle(catalogue, name))).join(' · ')}</dd>
              </div>
            )}
            {used.properties.length > 0 && (
              <div>
                <dt>{say(text.properties)}</dt>
                <dd>
                  {used.properties.map(({ of, name }) => say(propertyTitle(catalogue, of, name))).join(' · ')}
                </dd>
              </div>
            )}
          </dl>
        </Section>
      )}
    </Drawer>
  );
}

interface LinksProps {
  readonly of: readonly {
    readonly id: string;
    readonly kind: string;
    readonly name: string;
    readonly page: string;
  }[];
  readonly hidden: number;
  readonly onGo: () => void;
}

function Links({ of, hidden, onGo }: LinksProps) {
  const say = useSay();
  const kinds = useOperation('definition/kinds', {}, { staleTime: Number.POSITIVE_INFINITY }).data?.kinds;
  return (
    <ul className="definitions-links">
      {of.map(({ id, kind, name, page }) => (
        <li key={id}>
          <Link href={page} onClick={onGo} className="ui-ellipsis">
            {name}
          </Link>
          <span className="ui-muted">
            {say(kinds?.find((one) => one.name === kind)?.words.one ?? { zh: '', en: '' })}
          </span>
        </li>
      ))}
      {hidden > 0 && <li className="ui-muted">{say(withNumber(text.hidden, hidden))}</li>}
    </ul>
  );
}
