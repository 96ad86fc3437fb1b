import { Button, Tag } from 'antd';
import { Drawer, FaultNotice, useSay, useTell, Waiting } from '#lib/ui';
import type { Output } from '../api/api.ts';
import { useMoments } from '../api/use-moments.ts';
import { useOperation } from '../api/use-operation.ts';
import { Difference } from './difference.tsx';
import type { DialogProps } from './name-dialogs.tsx';
import { text, withNumber } from './text.ts';
import { useDefinitionChange } from './use-definitions.ts';

type Version = Output<'definition/versions'>['versions'][number];

/** Who saved what when, the newest first, and any of them can be taken again. */
export function VersionsDrawer({ one, onClose }: DialogProps) {
  const say = useSay();
  const { data, error } = useOperation('definition/versions', { id: one.id });
  return (
    <Drawer
      open
      onClose={onClose}
      title={`${say(text.versions)} · ${one.name}`}
      sentence={say(text.versionsHint)}
      width={560}
    >
      {error && <FaultNotice message={error.message} code={error.code} />}
      {!data && !error && <Waiting shape="table" />}
      <ol className="definitions-versions">
        {data?.versions.map((version, place) => (
          <Line
            key={version.version}
            version={version}
            id={one.id}
            isPresent={place === 0}
            mayRestore={one.may !== 'view' && place > 0}
          />
        ))}
      </ol>
    </Drawer>
  );
}

interface LineProps {
  readonly version: Version;
  readonly id: string;
  readonly isPresent: boolean;
  readonly mayRestore: boolean;
}

function Line({
  version: { version, author, at, restored, difference },
  id,
  isPresent,
  mayRestore,
}: LineProps) {
  const say = useSay();
  const tell = useTell();
  const moments = useMoments();
  const restore = useDefinitionChange('definition/restore');
  const again = () =>
    restore.mutateAsync({ id, version }).then(
      () => tell(say(text.tookAgain)),
      (error: Error) => tell(error.message),
    );
  return (
    <li>
      <header>
        <strong>{say(withNumber(text.version, version))}</strong>
        {isPresent && <Tag>{say(text.present)}</Tag>}
        <span className="ui-muted">
          {author} · <time title={moments.at(at)}>{moments.ago(at)}</time>
        </span>
        {mayRestore && (
          <Button type="text" size="small" loading={restore.isPending} onClick={() => void again()}>
            {say(text.takeAgain)}
          </Button>
        )}
      </header>
      {restored !== null && <p className="ui-muted">{say(withNumber(text.takenAgain, restored))}</p>}
      {version === 1 ? <p className="ui-muted">{say(text.first)}</p> : <Difference of={difference} />}
    </li>
  );
}
