import type { ComponentType } from 'react';
import type { Catalogue } from '../catalogue.ts';
import type { Condition } from './kinds.ts';

export interface EditorProps {
  readonly value: Condition | undefined;
  readonly onChange: (value: Condition | undefined) => void;
  readonly catalogue: Catalogue;
  /** Whether it was just added, so that its value comes next. */
  readonly added?: boolean;
}

/** What the line of a node is given; `Editor` edits what stands in it. */
export interface LineProps<C> {
  readonly value: C;
  readonly onChange: (value: Condition | undefined) => void;
  readonly catalogue: Catalogue;
  readonly Editor: ComponentType<EditorProps>;
  /** Whether it was just added, so that its value comes next. */
  readonly added?: boolean;
}
