import { useCallback } from 'react';
import { useSay } from '#lib/ui';
import { useOperation } from '../../api/use-operation.ts';
import { text } from './text.ts';

const MOST_FILES = 500;

/** What a source is called: the stream of events, or a file by its name. */
export function useSourceName(): (source: string) => string {
  const say = useSay();
  const runs = useOperation('file/runs', { limit: MOST_FILES }, { staleTime: 60_000 }).data?.runs;
  return useCallback(
    (source) => {
      if (source === 'http') return say(text.http);
      const file = runs?.find((run) => run.source === source)?.file;
      return file ?? source.replace(/^file:/, `${say(text.file)} `);
    },
    [say, runs],
  );
}
