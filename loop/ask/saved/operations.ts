import { and, desc, eq } from 'drizzle-orm';
import { z } from 'zod';
import type { Clock } from '#lib/core';
import type { Rows } from '#lib/store';
import { operation, type Viewer } from '#loop/access';
import { unknownQuestion } from '../faults.ts';
import { parseQuestion } from '../parse-question.ts';
import { savedQuestions } from '../table.ts';

const Id = z.strictObject({ id: z.uuid() });
const Name = z.string().trim().min(1).max(120);
const Question = z.looseObject({ kind: z.string() });

/** What the doors may do with saved questions. */
export function savedOperations({ rows, clock }: { rows: Rows; clock: Clock }) {
  const change = async (viewer: Viewer, id: string, values: Partial<typeof savedQuestions.$inferInsert>) => {
    const [changed] = await rows.db
      .update(savedQuestions)
      .set({ ...values, changed: clock.now() })
      .where(and(eq(savedQuestions.id, id), eq(savedQuestions.project, viewer.project.id)))
      .returning();
    if (!changed) throw unknownQuestion({ given: id });
    return shown(changed);
  };
  return {
    'question/list': operation({
      right: 'view',
      says: 'the saved questions of the project, the last changed first',
      input: z.strictObject({}),
      run: async (viewer) => {
        const mine = and(eq(savedQuestions.project, viewer.project.id), eq(savedQuestions.removed, false));
        const found = await rows.db
          .select()
          .from(savedQuestions)
          .where(mine)
          .orderBy(desc(savedQuestions.changed));
        return { questions: found.map(shown) };
      },
    }),
    'question/get': operation({
      right: 'view',
      says: 'a saved question',
      input: Id,
      run: async (viewer, { id }) => {
        const mine = and(eq(savedQuestions.id, id), eq(savedQuestions.project, viewer.project.id));
        const [found] = await rows.db.select().from(savedQuestions).where(mine);
        if (!found) throw unknownQuestion({ given: id });
        return shown(found);
      },
    }),
    'question/save': operation({
      right: 'analyse',
      says: 'keeps a question under a name',
      input: z.strictObject({ name: Name, question: Question }),
      run: async (viewer, { name, question }) => {
        parseQuestion(question, viewer.language);
        const now = clock.now();
        const mine = { project: viewer.project.id, createdBy: viewer.name, created: now, changed: now };
        const [saved] = await rows.db
          .insert(savedQuestions)
          .values({ ...mine, name, question })
          .returning();
        return shown(saved!);
      },
      audited: ({ name }) => name,
    }),
    'question/change': operation({
      right: 'analyse',
      says: 'renames a saved question or changes what it asks',
      input: Id.extend({ name: Name.optional(), question: Question.optional() }),
      run: async (viewer, { id, ...values }) => {
        if (values.question) parseQuestion(values.question, viewer.language);
        return change(viewer, id, values);
      },
      audited: ({ id }) => id,
    }),
    'question/remove': operation({
      right: 'analyse',
      says: 'removes a saved question; `removed: false` brings it back',
      input: Id.extend({ removed: z.boolean().default(true) }),
      run: async (viewer, { id, removed }) => change(viewer, id, { removed }),
      audited: ({ id }) => id,
    }),
  };
}

function shown({ id, name, question, createdBy, created, changed }: typeof savedQuestions.$inferSelect) {
  return { id, name, question, createdBy, created: created.toISOString(), changed: changed.toISOString() };
}
