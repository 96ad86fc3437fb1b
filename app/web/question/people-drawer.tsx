import { formatFull, formatRate, useLanguage } from '#lib/ui';
import type { Draft } from '#loop/ask/view';
import { call, download } from '../api/api.ts';
import { useOperation } from '../api/use-operation.ts';
import { ExportPeople } from '../people/export-people.tsx';
import { PeopleSheet } from '../people/people-sheet.tsx';
import { SaveSegment } from '../people/save-segment.tsx';
import { nameOf, shareOf, titleOf } from './text.ts';

/** A place in an answer behind which there are people. */
export interface Point {
  readonly point: Record<string, unknown>;
  readonly title: string;
  readonly before: boolean | number;
}

interface Props {
  readonly question: Draft;
  readonly at: Point;
  readonly onClose: () => void;
}

/** The people behind a point: who they are in words, how many of how many, and the way to make a segment of them. */
export function PeopleDrawer({ question, at, onClose }: Props) {
  const language = useLanguage();
  const behind = { question, point: at.point, before: at.before };
  const { data } = useOperation('ask/point', behind);
  const of = data?.of ?? undefined;
  const name = data ? nameOf(data.title)[language] : at.title;
  return (
    <PeopleSheet
      of={['ask/people', behind]}
      title={(total) =>
        data && total !== undefined
          ? titleOf(data.title, formatFull(total), of === undefined ? undefined : formatFull(of))[language]
          : name
      }
      sentence={(total) => of && total !== undefined && shareOf(formatRate(total / of))[language]}
      fetchPage={(page, signal) => call('ask/people', { ...behind, ...page }, signal)}
      actions={(asked) => (
        <>
          {!at.before && (
            <SaveSegment definition={{ question, point: at.point }} suggestion={name.slice(0, 120)} />
          )}
          <ExportPeople onExport={(as) => void download('ask/people/export', { ...behind, ...asked, as })} />
        </>
      )}
      onClose={onClose}
    />
  );
}
