import { fault } from '#lib/core';

/** Every wrong input of the library gets one of these, before any number is computed from it. */
export const unequalLengths = fault('science.unequal-lengths', 422, {
  en: '{what} must have {expected} values, one a row, but has {given}',
  zh: '{what}应与行数一致，为 {expected} 个值，实际为 {given} 个',
});

export const tooFew = fault('science.too-few', 422, {
  en: '{what}: at least {needed} are needed, {given} given',
  zh: '{what}：至少需要 {needed} 个，实际只有 {given} 个',
});

export const tooMany = fault('science.too-many', 422, {
  en: '{what}: at most {allowed} are allowed, {given} given',
  zh: '{what}：最多允许 {allowed} 个，实际有 {given} 个',
});

export const notFinite = fault('science.not-finite', 422, {
  en: '{what} holds {value} in row {row}; numbers must be finite',
  zh: '{what}第 {row} 行的值为 {value}，必须是有限的数',
});

export const missingValue = fault('science.missing-value', 422, {
  en: '{what} has no value in row {row}; fill or leave out rows without a value first',
  zh: '{what}第 {row} 行没有值，请先填补或去掉缺失的行',
});

export const allMissing = fault('science.all-missing', 422, {
  en: '{what} has no value in any row',
  zh: '{what}每一行都没有值',
});

export const constantColumn = fault('science.constant', 422, {
  en: '{what} is the same in every row; there is nothing to learn from it',
  zh: '{what}每一行都相同，无法从中学到任何东西',
});

export const oneClass = fault('science.one-class', 422, {
  en: '{what} has only one class; both are needed',
  zh: '{what}只有一个类别，两类都需要有样本',
});

export const notBinary = fault('science.not-binary', 422, {
  en: '{what} holds {value} in row {row}; only 0 and 1 are allowed',
  zh: '{what}第 {row} 行的值为 {value}，只允许 0 和 1',
});

export const badWeight = fault('science.bad-weight', 422, {
  en: 'the weight of row {row} is {value}; weights must be finite and above 0',
  zh: '第 {row} 行的权重为 {value}，权重必须是大于 0 的有限数',
});

export const outOfRange = fault('science.out-of-range', 422, {
  en: '{what} is {given}; it must be {allowed}',
  zh: '{what}为 {given}，应为 {allowed}',
});

export const notPositiveDefinite = fault('science.not-positive-definite', 422, {
  en: '{what} is singular: at least one column repeats others; leave one out or add a penalty',
  zh: '{what}是奇异的：至少有一列可由其他列推出，请去掉一列或加入惩罚项',
});

export const separation = fault('science.separation', 422, {
  en: '{what} is told apart perfectly by the variables, so coefficients grow without end; add a penalty or leave out the variable that gives the answer away',
  zh: '{what}被变量完全分开，系数会无限增大；请加入惩罚项，或去掉泄露答案的变量',
});

export const noConvergence = fault('science.no-convergence', 422, {
  en: '{what} did not converge in {iterations} steps; scale the variables, add a penalty or allow more steps',
  zh: '{what}在 {iterations} 步内没有收敛，请先缩放变量、加入惩罚项或增加步数',
});

export const unknownColumn = fault('science.unknown-column', 422, {
  en: 'the table has no column {name}; it has {columns}',
  zh: '表中没有列 {name}，现有的列：{columns}',
});

export const wrongKind = fault('science.wrong-kind', 422, {
  en: 'column {name} holds {given}, but {expected} are needed',
  zh: '列 {name} 是{given}，这里需要{expected}',
});

export const wrongModel = fault('science.wrong-model', 422, {
  en: 'this is a model {given}; {expected} is needed: train it again',
  zh: '这是 {given} 模型，需要 {expected}，请重新训练',
});

export const stopped = fault('science.stopped', 499, {
  en: 'the computation was stopped',
  zh: '计算已停止',
});

export const noStandardErrors = fault('science.no-standard-errors', 422, {
  en: 'a {kind} fitted with a penalty or by L-BFGS has no standard errors; fit it without penalty by the direct method',
  zh: '带惩罚项或用 L-BFGS 拟合的 {kind} 没有标准误；请去掉惩罚项，用直接方法拟合',
});

export const unknownOption = fault('science.unknown-option', 422, {
  en: 'there is no option {name}; there are {allowed}',
  zh: '没有选项 {name}，可用的选项：{allowed}',
});

export const unknownChoice = fault('science.unknown-choice', 422, {
  en: '{name} is {given}; it must be one of {allowed}',
  zh: '{name} 为 {given}，只能是以下之一：{allowed}',
});

export const missingColumns = fault('science.missing-columns', 422, {
  en: 'the table lacks columns that the model was trained on: {names}',
  zh: '表中缺少训练模型时用到的列：{names}',
});

export const extraColumns = fault('science.extra-columns', 422, {
  en: 'the table has columns that the model was not trained on: {names}; leave them out',
  zh: '表中有训练模型时没有的列：{names}，请去掉这些列',
});

export const changedColumns = fault('science.changed-columns', 422, {
  en: 'columns hold something else than in training: {changes}',
  zh: '以下列的内容类型与训练时不同：{changes}',
});
