import { useCallback } from 'react';
import type { Words } from '#lib/core';
import { useSay } from '#lib/ui';
import type { Catalogue } from '#loop/condition';
import { useMoments } from './use-moments.ts';

const truths: Readonly<Record<string, Words>> = {
  true: { zh: '是', en: 'Yes' },
  false: { zh: '否', en: 'No' },
};

/** Yes and no in words; any other text as it is. */
export function useTruth(): (text: string) => string {
  const say = useSay();
  return useCallback((text) => (truths[text] ? say(truths[text]) : text), [say]);
}

/** The store writes moments in UTC, and does not always say so. */
const utc = /^\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d(\.\d+)?Z?$/;

/** How a property of a person reads: moments in the project's time zone, yes and no in words. */
export function usePropertyText(catalogue: Catalogue): (name: string, value: string) => string {
  const truth = useTruth();
  const moments = useMoments();
  return useCallback(
    (name, value) => {
      const known = catalogue.properties.find((one) => one.of === 'person' && one.name === name);
      return known?.types.includes('time') && utc.test(value)
        ? moments.at(`${value.replace(' ', 'T').replace('Z', '')}Z`)
        : truth(value);
    },
    [catalogue, truth, moments],
  );
}
