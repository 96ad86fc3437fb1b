import { useQuery } from '@tanstack/react-query';
import type { Face } from '../../../../loop/ask/face.tsx';

type AnyFace = Face<never, never, never>;

/** The faces of the shelf, each its own chunk, found by their folders. */
const faces = import.meta.glob<{ default: AnyFace }>('../../../../loop/ask/analyses/*/view.tsx');

/** The face of a kind of analysis; null when there is no such kind. */
export function useFace(kind: string): AnyFace | null | undefined {
  const load = faces[`../../../../loop/ask/analyses/${kind}/view.tsx`];
  const { data } = useQuery({
    queryKey: ['face', kind],
    queryFn: async () => (await load!()).default,
    enabled: load !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
  });
  return load ? data : null;
}
