import { type Condition, conditionWords } from '#loop/condition';
import type { Kind } from '#loop/definition';
import { fieldWords, valueWords } from '../analysis/field-words.ts';
import { kindTitle } from '../analysis/kind-title.ts';
import { unknownList } from '../faults.ts';
import { pinned } from '../people-behind.ts';
import { questionUses } from '../remarks/uses.ts';
import { isKnownList } from './lists/lists.ts';
import type { MemberDeps } from './member-deps.ts';
import { forgetMembers, peopleOf, workOut } from './members.ts';
import { SegmentDefinition } from './segment.ts';
import { refreshInner } from './segments.ts';

/** People who are found anew again and again: a condition, a point of an answer, or a list of ids. */
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
      if ('list' in body) {
        const n = body.ids.toLocaleString('en-US');
        return { zh: `名单 · ${n} 个 ID`, en: `A list of ${n} ids` };
      }
      const kind = kindTitle(body.question.kind);
      return { zh: `答案中的用户 · ${kind.zh}`, en: `People behind an answer · ${kind.en}` };
    },
    uses: questionUses,
    async check(body, viewer) {
      const scope = await deps.scopes.scopeOf(viewer);
      peopleOf(scope, body, viewer.language);
      if ('list' in body && !(await isKnownList(deps.warehouse, scope, body.list)))
        throw unknownList({ given: body.list });
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
