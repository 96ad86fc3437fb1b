import type { ReactNode } from 'react';
import { Section } from '#lib/ui';

interface Props {
  readonly title: string;
  /** What it is for, in one sentence. */
  readonly sentence: string;
  readonly children: ReactNode;
}

/** A part of the settings: what it is called, what it is for, and its controls. */
export function Part({ title, sentence, children }: Props) {
  return (
    <Section title={title} paper>
      <p className="ui-muted settings-sentence">{sentence}</p>
      {children}
    </Section>
  );
}
