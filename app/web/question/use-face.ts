import { useQuery } from '@tanstack/react-query';
import { type AnyFace, faces } from '#loop/ask/view';

/** The face of a kind of analysis; null when there is no such kind. */
export function useFace(kind: string): AnyFace | null | undefined {
  const load = Object.hasOwn(faces, kind) ? faces[kind] : undefined;
  const { data } = useQuery({
    queryKey: ['face', kind],
    queryFn: () => load!(),
    enabled: load !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
  });
  return load ? data : null;
}
