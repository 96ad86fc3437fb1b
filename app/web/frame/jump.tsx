import { Modal } from 'antd';
import { useMemo, useState } from 'react';
import { useLocation } from 'wouter';
import { type Option, OptionList, spelled, useLanguage, useSay } from '#lib/ui';
import { useOperation } from '../api/use-operation.ts';
import { asksFor, toldOf, usePersonFace } from '../people/use-person-face.ts';
import { addressOf } from '../question/question-state.ts';
import { places } from './menu.ts';
import { text } from './text.ts';

/** Search and jump: pages, saved questions, segments, events and people; pinyin and its initials work. */
export function Jump({ onClose }: { onClose: () => void }) {
  const say = useSay();
  const language = useLanguage();
  const [, go] = useLocation();
  const [typed, setTyped] = useState('');
  const targets = useTargets();
  const face = usePersonFace();
  const searched = useOperation(
    'person/list',
    { search: typed, limit: 8, ...(face && asksFor(face)) },
    { enabled: typed.length >= 2 && face !== undefined },
  );
  const people = searched.data?.people ?? [];
  const found: Option[] = [
    ...targets.filter(({ keywords = '' }) => words(typed).every((word) => keywords.includes(word))),
    ...people.map((person) => ({
      value: `/people/${person.person}`,
      ...toldOf(person, face, language),
      group: say(text.person),
    })),
  ];
  const choose = (path: string) => {
    onClose();
    go(path);
  };
  return (
    <Modal
      open
      onCancel={onClose}
      footer={null}
      closable={false}
      title={say(text.jump)}
      width={600}
      key={language}
      className="shell-jump"
      styles={{ container: { padding: 0, overflow: 'hidden' }, header: onlyHeard }}
    >
      <OptionList
        options={found}
        selected={[]}
        loading={searched.isFetching}
        label={say(text.jumpHint)}
        onSearch={setTyped}
        onChoose={choose}
      />
    </Modal>
  );
}

const words = (typed: string) => typed.normalize('NFKC').toLowerCase().split(/\s+/).filter(Boolean);

function useTargets(): Option[] {
  const say = useSay();
  const definitions = useOperation('definition/list', {}).data?.definitions;
  const kinds = useOperation('definition/kinds', {}, { staleTime: Number.POSITIVE_INFINITY }).data?.kinds;
  const events = useOperation('event/list', {}).data?.events;
  return useMemo(() => {
    const target = (value: string, label: string, group: string, more = ''): Option => ({
      value,
      label,
      group,
      keywords: `${label} ${more} ${spelled(label)}`.toLowerCase(),
    });
    const pages = places.flatMap((place) =>
      (place.inside ?? [place]).map(({ path, title }) => ({ path, title, room: place.title })),
    );
    return [
      ...pages.map(({ path, title, room }) =>
        target(
          path,
          say(title),
          say(text.page),
          `${title.zh} ${title.en} ${spelled(title.zh)} ${room.zh} ${room.en} ${spelled(room.zh)}`,
        ),
      ),
      ...(definitions ?? []).map(({ kind, name, folder, page }) => {
        const { words } = kinds?.find((one) => one.name === kind) ?? {};
        return target(page, name, words ? say(words.one) : '', folder);
      }),
      ...(events ?? []).map(({ name, words: { zh, en } }) =>
        target(
          addressOf({ kind: 'trend', series: [{ event: name, count: 'events' }] }),
          say({ zh: zh || name, en: en || name }),
          say(text.event),
          `${name} ${zh} ${en} ${spelled(zh)}`,
        ),
      ),
    ];
  }, [definitions, kinds, events, say]);
}

/** The name of the dialog, for those who listen. */
const onlyHeard = {
  position: 'absolute',
  width: 1,
  height: 1,
  overflow: 'hidden',
  clipPath: 'inset(50%)',
} as const;
