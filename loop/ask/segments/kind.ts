import { type Condition, conditionWords } from '#loop/condition';
import type { Kind } from '#loop/definition';
import { fieldWords, valueWords } from '../analysis/field-words.ts';
import { kindTitle } from '../analysis/kind-title.ts';
import { pinned } from '../people-behind.ts';
import { questionUses } from '../remarks/uses.ts';
import type { MemberDeps } from './member-deps.ts';
import { forgetMembers, peopleOf, workOut } from './members.ts';
import { SegmentDefinition } from './segment.ts';
import { refreshInner } from './segments.ts';

/** People who are found anew again and again: a condition, or a point of an answer. */
export function segmentKind(deps: MemberDeps): Kind<SegmentDefinition> {
  return {
    name: 'segment',
    words: { one: { zh: '分群', en: 'segment' }, many: { zh: '用户分群', en: 'segments' } },
    body: SegmentDefinition,
    page: '/segments/{id}',
    references: { inSegment: 'segment' },
    fields: fieldWords,
    values: valueWords,
    about(body, naming) {
      if ('who' in body) return conditionWords(body.who as Condition, 'person', naming);
      const kind = kindTitle(body.question.kind);
      return { zh: `答案中的用户 · ${kind.zh}`, en: `People behind an answer · ${kind.en}` };
    },
    uses: questionUses,
    async check(body, viewer) {
      const scope = await deps.scopes.scopeOf(viewer);
      peopleOf(scope, body, viewer.language);
      if (!('question' in body)) return body;
      return { ...body, question: pinned(body.question, body.point, scope) };
    },
    async prepare({ viewer, id, body, definitions }) {
      await refreshInner({ ...deps, definitions }, viewer, body, new Set());
      return workOut({ ...deps, definitions }, viewer, id, body);
    },
    forget: (project, id) => forgetMembers(deps, project, id),
  };
}
