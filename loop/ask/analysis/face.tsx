import type { ReactNode } from 'react';
import type { Words } from '#lib/core';
import type { Catalogue } from '#loop/condition';
import type { ComparedWith } from '../compare/compare.ts';

/** What a question's form is given. It shows the question as sentences whose words are controls. */
export interface BuilderProps<Q> {
  readonly question: Q;
  readonly onChange: (question: Q) => void;
  readonly catalogue: Catalogue;
}

/** What an answer's picture is given. `before` is the answer compared with. The table below it is drawn by the page. */
export interface ResultProps<Q, A, P> {
  readonly question: Q;
  readonly answer: A;
  readonly before?: A;
  readonly comparedWith?: ComparedWith;
  /** The same of all else that it is compared with. */
  readonly further?: readonly { readonly before: A; readonly comparedWith: ComparedWith }[];
  readonly catalogue: Catalogue;
  /** Opens the people behind a point; `title` says in words who they are. */
  readonly onPoint: (point: P, title: string, options?: { before?: boolean | number }) => void;
}

/** The face of an analysis: what its `view.tsx` exports as default. */
export interface Face<Q, A, P> {
  /** The question a newcomer starts with, for the events of this project. */
  readonly start: (catalogue: Catalogue) => Record<string, unknown>;
  /** What is asked, in one line: what a phone shows while the form is folded. */
  readonly conditions?: (question: Q, catalogue: Catalogue) => Words;
  readonly Builder: (props: BuilderProps<Q>) => ReactNode;
  readonly Result: (props: ResultProps<Q, A, P>) => ReactNode;
}
