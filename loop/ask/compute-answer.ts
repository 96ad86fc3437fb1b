import type { Table, Words } from '#lib/core';
import type { Columns, ReadOptions } from '#lib/store';
import type { Opened, Scopes, Viewer } from '#loop/access';
import type { Catalogue } from '#loop/collect';
import { type Naming, namingOf } from '#loop/condition';
import { analyses } from './analyses/index.ts';
import type { Analysis, Asked } from './analysis.ts';
import { answerFrom } from './answer-from.ts';
import { type ComparedWith, comparedWith } from './compare.ts';
import { comparedTable } from './compare-tables.ts';
import { type AnyQuestion, earlierOf, prepare } from './parse-question.ts';
import { leftOut } from './remarks/left-out.ts';
import { unknownNames } from './remarks/unknown-names.ts';
import { questionUses } from './remarks/uses.ts';
import type { Segments } from './segments/segments.ts';

export interface ComputeDeps {
  readonly columns: Columns;
  readonly scopes: Scopes;
  readonly segments: Pick<Segments, 'list'>;
  readonly collect: { readonly catalogue: Pick<Catalogue, 'names'> };
}

/** What goes back to who asked. */
export interface Answered {
  /** The question with everything left out filled in. */
  readonly question: AnyQuestion;
  readonly from: string;
  readonly to: string;
  /** In the shape of the kind of question. */
  readonly answer: unknown;
  /** The answer compared with, when the question asks for one. */
  readonly before?: unknown;
  /** Which moments these are, and which of its periods stands beside which. */
  readonly comparedWith?: ComparedWith;
  readonly headline: Words;
  /** What must be known to read the headline right, in full sentences; often nothing. */
  readonly remarks: readonly Words[];
  readonly definition: Words;
  readonly table: Table;
  /** When it was computed. */
  readonly computed: string;
}

/** The answer to a question, worked out anew. */
export async function computeAnswer(
  question: AnyQuestion,
  viewer: Viewer,
  deps: ComputeDeps,
  options: ReadOptions,
): Promise<{ answered: Answered; asked: Asked<AnyQuestion> }> {
  const analysis = analyses[question.kind] as Analysis;
  const [{ asked, answer, before, told }, naming] = await Promise.all([
    deps.scopes.open(viewer).then((opened) => answersOn(opened, question, deps, options)),
    namingFor(deps, viewer),
  ]);
  const named = { question, naming };
  const { compare } = question;
  const against =
    compare && comparedWith(asked, { ...question, compare }, asked.scope, analysis.comparedUntil?.(asked));
  const table = analysis.table(answer, named);
  return {
    asked,
    answered: {
      question,
      from: asked.from.toISOString(),
      to: asked.to.toISOString(),
      answer,
      ...(against && { before, comparedWith: against }),
      headline: analysis.headline(answer, named, before),
      remarks: [...told, ...(analysis.remarks?.(answer, named, before) ?? [])],
      definition: withInternal(analysis.definition(named), asked),
      table:
        compare && against ? comparedTable(table, analysis.table(before, named), compare, against) : table,
      computed: asked.scope.now.toISOString(),
    },
  };
}

/** The answer, the one it is compared with, and what must be said of the data. */
async function answersOn(
  { scope }: Opened,
  question: AnyQuestion,
  { columns }: ComputeDeps,
  options: ReadOptions,
) {
  const analysis = analyses[question.kind] as Analysis;
  const asked = prepare(question, scope);
  const [answer, before, told] = await Promise.all([
    answerFrom(columns, analysis, asked, options),
    question.compare && answerFrom(columns, analysis, earlierOf(asked, analysis), options),
    // an answer without its remarks is better than none
    remarksOn(columns, asked, options).catch(() => []),
  ]);
  return { asked, answer, before, told };
}

/** What must be said of the data that a question is about, whatever is asked of them. */
async function remarksOn(
  columns: Columns,
  asked: Asked<AnyQuestion>,
  options: ReadOptions,
): Promise<Words[]> {
  const uses = questionUses(asked.question);
  const [unknown, left] = await Promise.all([
    unknownNames(columns, asked.scope, uses, options),
    leftOut(columns, asked, uses, options),
  ]);
  return [...unknown, ...left];
}

/** The words of the viewer's project for its events, properties and segments. */
export async function namingFor(
  { collect, segments }: Pick<ComputeDeps, 'collect' | 'segments'>,
  viewer: Viewer,
): Promise<Naming> {
  const [names, all] = await Promise.all([collect.catalogue.names(viewer.project.id), segments.list(viewer)]);
  return namingOf({ ...names, segments: all });
}

/** The definition, and whether the company's own people were left out. */
function withInternal({ zh, en }: Words, { question, scope }: Asked<AnyQuestion>): Words {
  if (!scope.internal || question.internal) return { zh, en };
  return { zh: `${zh}内部账号不计入。`, en: `${en} Internal accounts are left out.` };
}
