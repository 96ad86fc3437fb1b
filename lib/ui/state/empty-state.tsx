import type { ReactNode } from 'react';
import './waiting.css';

/** The pictures an empty place may show: what will stand there. */
export type Picture = 'triangle' | 'line' | 'steps' | 'table' | 'inbox' | 'search';

const tones = [0.9, 0.55, 0.4, 0.28, 0.2];

const drawings: Readonly<Record<Picture, ReactNode>> = {
  triangle: [0, 1, 2, 3, 4].flatMap((row) =>
    tones
      .slice(0, 5 - row)
      .map((tone, column) => (
        <rect
          key={`${row}${tone}`}
          x={30 + column * 28}
          y={10 + row * 16}
          width={26}
          height={14}
          rx={2}
          fill="currentColor"
          opacity={tone}
        />
      )),
  ),
  line: (
    <>
      <path d="M20 84H180" stroke="var(--edge)" />
      <path
        d="M24 22C50 62 70 64 100 68S150 72 176 72"
        fill="none"
        stroke="currentColor"
        strokeWidth={2.5}
        strokeLinecap="round"
      />
      <path
        d="M24 34C50 70 70 72 100 76S150 79 176 79"
        fill="none"
        stroke="currentColor"
        strokeWidth={2}
        strokeDasharray="4 4"
        opacity={0.45}
      />
    </>
  ),
  steps: (
    <>
      <path d="M20 88H180" stroke="var(--edge)" />
      {[76, 52, 34, 20].map((height, i) => (
        <rect
          key={height}
          x={28 + i * 38}
          y={88 - height}
          width={28}
          height={height}
          rx={3}
          fill="currentColor"
          opacity={0.9 - i * 0.2}
        />
      ))}
    </>
  ),
  table: [0, 1, 2, 3].map((row) => (
    <g key={row} opacity={0.7 - row * 0.15}>
      <rect x={28} y={16 + row * 20} width={60} height={8} rx={4} fill="currentColor" />
      <rect x={112} y={16 + row * 20} width={24} height={8} rx={4} fill="var(--edge)" />
      <rect x={150} y={16 + row * 20} width={24} height={8} rx={4} fill="var(--edge)" />
    </g>
  )),
  inbox: (
    <g fill="none" stroke="currentColor" strokeWidth={2} strokeLinejoin="round" strokeLinecap="round">
      <path d="M52 60v24a4 4 0 0 0 4 4h88a4 4 0 0 0 4-4V60" />
      <path d="M52 60h28l6 10h28l6-10h28" opacity={0.6} />
      <path d="M100 14v34M86 36l14 14 14-14" />
    </g>
  ),
  search: (
    <g fill="none" stroke="currentColor" strokeWidth={2.5} strokeLinecap="round">
      <circle cx={94} cy={46} r={26} />
      <path d="M113 65l20 20" />
      <path d="M82 46h24" stroke="var(--edge)" />
    </g>
  ),
};

interface Props {
  readonly picture: Picture;
  readonly title: string;
  /** It is all of a page: its title is that of the page. */
  readonly page?: boolean;
  readonly children?: ReactNode;
  /** One button. */
  readonly action?: ReactNode;
}

/** An empty place that shows what will stand here and the one step that gets there. */
export function EmptyState({ picture, title, page = false, children, action }: Props) {
  const Title = page ? 'h1' : 'p';
  return (
    <div className="ui-empty">
      <Drawing picture={picture} />
      <Title className="ui-empty-title">{title}</Title>
      {children && <p>{children}</p>}
      {action && <div className="ui-empty-action">{action}</div>}
    </div>
  );
}

/** A small drawing of what will stand in a place; says nothing to a screen reader. */
export function Drawing({ picture }: { picture: Picture }) {
  return (
    <svg className="ui-empty-picture" width={200} height={96} viewBox="0 0 200 96" aria-hidden="true">
      {drawings[picture]}
    </svg>
  );
}
