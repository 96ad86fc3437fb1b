import { useMemo } from 'react';
import { formatAgo, formatMoment, useLanguage } from '#lib/ui';
import { useSigned } from './session.tsx';

/** Moments as the project's people read them: in its time zone, or as how long ago. */
export function useMoments() {
  const language = useLanguage();
  const { timeZone } = useSigned().project;
  return useMemo(
    () => ({
      at: (moment: string) => formatMoment(new Date(moment), timeZone),
      ago: (moment: string) => formatAgo(new Date(moment), new Date(), timeZone, language),
    }),
    [language, timeZone],
  );
}
