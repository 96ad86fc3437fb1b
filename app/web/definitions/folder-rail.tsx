import { DeleteOutlined, FolderOutlined, StarOutlined, UnorderedListOutlined } from '@ant-design/icons';
import type { ReactNode } from 'react';
import { useSay } from '#lib/ui';
import { text } from './text.ts';
import type { Definition } from './use-definitions.ts';

/** Which part of a list is looked at. */
export type Place =
  | { readonly at: 'all' | 'favourites' | 'trash' }
  | { readonly at: 'folder'; readonly folder: string };

interface Props {
  readonly definitions: readonly Definition[];
  readonly trashed: number | undefined;
  readonly place: Place;
  readonly onPlace: (place: Place) => void;
}

/** The parts of a list: everything, favourites, folders, trash. */
export function FolderRail({ definitions, trashed, place, onPlace }: Props) {
  const say = useSay();
  const folders = foldersOf(definitions);
  const favourites = definitions.filter(({ favourite }) => favourite).length;
  const isAt = (at: Place) => JSON.stringify(at) === JSON.stringify(place);
  const line = (at: Place, icon: ReactNode, label: string, count: number | undefined, depth = 0) => (
    <li key={JSON.stringify(at)}>
      <button
        type="button"
        className="ui-plain definitions-place"
        aria-current={isAt(at) ? 'true' : undefined}
        style={{ paddingInlineStart: 8 + depth * 16 }}
        title={label}
        onClick={() => onPlace(at)}
      >
        {icon}
        <span className="ui-ellipsis">{label}</span>
        <span className="ui-muted">{count}</span>
      </button>
    </li>
  );
  return (
    <nav aria-label={say(text.places)} className="definitions-rail">
      <ul>
        {line({ at: 'all' }, <UnorderedListOutlined aria-hidden />, say(text.all), definitions.length)}
        {line({ at: 'favourites' }, <StarOutlined aria-hidden />, say(text.favourites), favourites)}
      </ul>
      {folders.length > 0 && (
        <>
          <h2>{say(text.folders)}</h2>
          <ul>
            {folders.map(({ folder, name, depth, count }) =>
              line({ at: 'folder', folder }, <FolderOutlined aria-hidden />, name, count, depth),
            )}
          </ul>
        </>
      )}
      <ul className="definitions-rail-foot">
        {line({ at: 'trash' }, <DeleteOutlined aria-hidden />, say(text.trash), trashed)}
      </ul>
    </nav>
  );
}

/** Every folder there is, those around others first, with how many lie in it or further in. */
export function foldersOf(definitions: readonly Pick<Definition, 'folder'>[]) {
  const counts = new Map<string, number>();
  for (const { folder } of definitions) {
    const parts = folder.split('/').filter(Boolean);
    for (let depth = 1; depth <= parts.length; depth++) {
      const path = parts.slice(0, depth).join('/');
      counts.set(path, (counts.get(path) ?? 0) + 1);
    }
  }
  const collator = new Intl.Collator(['zh-CN', 'en'], { numeric: true });
  return [...counts]
    .map(([folder, count]) => {
      const parts = folder.split('/');
      return { folder, name: parts.at(-1) ?? '', depth: parts.length - 1, count };
    })
    .sort((a, b) => collator.compare(a.folder.replaceAll('/', '\u0001'), b.folder.replaceAll('/', '\u0001')));
}
