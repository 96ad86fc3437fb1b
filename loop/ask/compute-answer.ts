import type { Words } from '#lib/core';
import type { ReadOptions, Warehouse } from '#lib/store';
import type { Scopes, Viewer } from '#loop/access';
import type { Bitmaps } from '#loop/bitmaps';
import type { Catalogue } from '#loop/catalogue';
import { type Naming, namingOf } from '#loop/condition';
import type { Asked } from './analysis/analysis.ts';
import { type AnyQuestion, analysisOf } from './analysis/any-analysis.ts';
import type { Lines, Material } from './compose/compose.ts';
import type { Composer } from './compose/composer.ts';
import { earlierOf, prepare } from './parse-question.ts';
import { type Plan, planOf } from './plan.ts';
import { leftOut } from './remarks/left-out.ts';
import { unknownNames } from './remarks/unknown-names.ts';
import { questionUses } from './remarks/uses.ts';
import type { Segments } from './segments/segments.ts';

export interface ComputeDeps {
  readonly warehouse: Warehouse;
  readonly scopes: Scopes;
  readonly composer: Composer;
  readonly segments: Pick<Segments, 'list'>;
  readonly catalogue: Pick<Catalogue, 'names'>;
  readonly bitmaps: Pick<Bitmaps, 'days'>;
}

interface Computed {
  readonly asked: Asked<AnyQuestion>;
  /** The answer as it is sent. */
  readonly body: Buffer;
}

/** The answer to a question, worked out anew. */
export async function computeAnswer(
  question: AnyQuestion,
  viewer: Viewer,
  deps: ComputeDeps,
  options: ReadOptions,
): Promise<Computed> {
  const { warehouse, scopes, composer } = deps;
  const [{ scope }, names] = await Promise.all([scopes.open(viewer), namesFor(deps, viewer)]);
  const asked = prepare(question, scope);
  const analysis = analysisOf[question.kind];
  const earlier = earlierOf(asked, analysis);
  const planned = (one: typeof asked) => planOf(analysis, one, viewer, deps);
  const plan = await planned(asked);
  const [lines, linesBefore, told] = await Promise.all([
    linesOf(warehouse, plan, options),
    Promise.all(earlier.map(async (one) => linesOf(warehouse, await planned(one), options))),
    // an answer without its remarks is better than none
    remarksOn(warehouse, asked, options).catch(() => []),
  ]);
  const { timeZone, weekStart, now } = asked.scope;
  const material: Material = {
    question,
    calendar: { timeZone, weekStart, now },
    sources: scope.sources,
    interval: { from: asked.from, to: asked.to },
    lines,
    before: earlier.map(({ from, to }, i) => ({ interval: { from, to }, lines: linesBefore[i]! })),
    told,
    names,
    readFrom: plan.readFrom,
    withoutInternal: scope.internal !== undefined && !question.internal,
  };
  return { asked, body: await composer.compose(material) };
}

/** What the engine answers to the statements of a question, which run side by side. */
async function linesOf(warehouse: Warehouse, plan: Plan, options: ReadOptions): Promise<Lines> {
  const read = Object.entries(plan.statements).map(
    async ([name, one]) => [name, await warehouse.lines(one, options)] as const,
  );
  return Object.fromEntries(await Promise.all(read));
}

/** What must be said of the data that a question is about, whatever is asked of them. */
async function remarksOn(
  warehouse: Warehouse,
  asked: Asked<AnyQuestion>,
  options: ReadOptions,
): Promise<Words[]> {
  const uses = questionUses(asked.question);
  const [unknown, left] = await Promise.all([
    unknownNames(warehouse, asked.scope, uses, options),
    leftOut(warehouse, asked, uses, options),
  ]);
  return [...unknown, ...left];
}

/** What people call the events, properties and segments of the viewer's project. */
async function namesFor(
  { catalogue, segments }: Pick<ComputeDeps, 'catalogue' | 'segments'>,
  viewer: Viewer,
): Promise<Material['names']> {
  const [names, all] = await Promise.all([catalogue.names(viewer.project.id), segments.list(viewer)]);
  return { ...names, segments: all.map(({ id, name }) => ({ id, name })) };
}

/** The same as words for phrases. */
export async function namingFor(
  deps: Pick<ComputeDeps, 'catalogue' | 'segments'>,
  viewer: Viewer,
): Promise<Naming> {
  return namingOf(await namesFor(deps, viewer));
}
