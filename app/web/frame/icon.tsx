import type { ReactNode } from 'react';
import type { IconName } from './menu.ts';

const paths: Readonly<Record<IconName | 'menu' | 'search' | 'sun' | 'moon' | 'language', ReactNode>> = {
  home: <path d="M3 9.5 10 4l7 5.5V16a1 1 0 0 1-1 1h-3.5v-4.5h-5V17H4a1 1 0 0 1-1-1z" />,
  collect: <path d="M10 3v9m0 0 3.5-3.5M10 12 6.5 8.5M3.5 13v3a1 1 0 0 0 1 1h11a1 1 0 0 0 1-1v-3" />,
  know: <path d="M10 10a3.2 3.2 0 1 0 0-6.4 3.2 3.2 0 0 0 0 6.4Zm-6.5 7c.4-3.2 3-5 6.5-5s6.1 1.8 6.5 5" />,
  ask: <path d="M3.5 16.5h13M5.5 13.5V10m4.5 3.5V4.5m4.5 9V7.5" />,
  settings: (
    <path d="M4 6h7m5 0h-1m-11 8h1m11 0H9M13 8a2 2 0 1 0 0-4 2 2 0 0 0 0 4ZM7 16a2 2 0 1 0 0-4 2 2 0 0 0 0 4Z" />
  ),
  menu: <path d="M3 5.5h14M3 10h14M3 14.5h14" />,
  search: <path d="m13.2 13.2 3.8 3.8M8.8 14.6a5.8 5.8 0 1 0 0-11.6 5.8 5.8 0 0 0 0 11.6Z" />,
  sun: (
    <path d="M10 13.2a3.2 3.2 0 1 0 0-6.4 3.2 3.2 0 0 0 0 6.4ZM10 2v2m0 12v2M2 10h2m12 0h2M4.3 4.3l1.5 1.5m8.4 8.4 1.5 1.5m0-11.4-1.5 1.5m-8.4 8.4-1.5 1.5" />
  ),
  moon: <path d="M16.5 11.8A6.8 6.8 0 1 1 8.2 3.5a5.5 5.5 0 0 0 8.3 8.3Z" />,
  language: (
    <path d="M3 5h8M7 3v2m2 0c-.6 3-2.600 5.500-5.500 7M5 7c1 2.500 3 4 5 5m1.500 5 3-8 3 8m-5-2.500h4" />
  ),
};

/** A drawing of 20 px in the colour of the text around it; says nothing to a screen reader. */
export function Icon({ name }: { name: keyof typeof paths }) {
  return (
    <svg
      width={20}
      height={20}
      viewBox="0 0 20 20"
      fill="none"
      stroke="currentColor"
      strokeWidth={1.5}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      {paths[name]}
    </svg>
  );
}
