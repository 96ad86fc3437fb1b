import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'wouter';
import type { Words } from '#lib/core';
import { FaultNotice, Section, useSay, Waiting } from '#lib/ui';
import type { Draft } from '#loop/ask/view';
import type { Catalogue } from '#loop/condition';
import { type ApiFault, call, type Output } from '../api/api.ts';
import './ask-card.css';
import { PeopleDrawer, type Point } from './people-drawer.tsx';
import { addressOf } from './question-state.ts';
import { Remarks } from './remarks.tsx';
import { text } from './text.ts';
import { useFace } from './use-face.ts';

interface Props {
  readonly title: string;
  readonly question: Draft;
  readonly catalogue: Catalogue;
  /** Only the picture: totals and headings inside it are left out. */
  readonly parts?: boolean;
  /** The sentence that fits the card better than the answer's own. */
  readonly headline?: (answered: Output<'ask'>) => Words | undefined;
}

/** An answer at a glance: its sentence, its picture, and the way to the whole of it. */
export function AskCard({ title, question, catalogue, parts = false, headline }: Props) {
  const say = useSay();
  const face = useFace(question.kind);
  const [at, setAt] = useState<Point>();
  const { data, error } = useQuery<Output<'ask'>, ApiFault>({
    queryKey: ['ask', question],
    queryFn: ({ signal }) => call('ask', question, signal),
    retry: false,
  });
  const open = <Link href={addressOf(question)}>{say(text.open)}</Link>;
  if (error)
    return (
      <Section title={title} paper>
        <FaultNotice message={error.message} code={error.code} />
      </Section>
    );
  if (!data || !face)
    return (
      <Section title={title} paper>
        <Waiting shape="chart" />
      </Section>
    );
  const { Result } = face;
  return (
    <Section title={title} paper actions={open}>
      <p className="ask-card-headline">{say(headline?.(data) ?? data.headline)}</p>
      <Remarks of={data.remarks} />
      <div className={parts ? 'ask-card-answer ask-card-bare' : 'ask-card-answer'}>
        <Result
          question={data.question}
          answer={data.answer}
          before={data.before}
          further={data.further}
          catalogue={catalogue}
          onPoint={(point, name, options) => setAt({ point, title: name, before: options?.before ?? false })}
        />
      </div>
      {at && <PeopleDrawer question={question} at={at} onClose={() => setAt(undefined)} />}
    </Section>
  );
}
