import type { Language, Words } from '#lib/core';
import { type Column, useSay } from '#lib/ui';
import { useSigned } from '../../api/session.tsx';
import { NameInput } from './name-input.tsx';
import { text } from './text.ts';
import type { Called, Rename } from './use-rename.ts';

const languages = ['zh', 'en'] as const;

/** The Chinese and the English name, to change for those who may; `usual` is what the product calls it by itself. */
export function useNameColumns<R extends Omit<Called, 'kind'>>(
  kind: Called['kind'],
  rename: Rename,
  usual: (name: string) => Words,
): Column<R>[] {
  const say = useSay();
  const may = useSigned().project.role !== 'viewer';
  const column = (language: Language): Column<R> => ({
    key: language,
    title: say(text[language]),
    value: ({ named }) => named[language] || null,
    sortable: false,
    width: 180,
    ...(may && {
      render: ({ name, named }) => (
        <NameInput
          label={`${name}: ${say(text[language])}`}
          language={language}
          value={named[language]}
          placeholder={usual(name)[language] === name ? say(text.nameIt) : usual(name)[language]}
          onSave={(word) => rename({ kind, name, named }, language, word)}
        />
      ),
    }),
  });
  return languages.map(column);
}
